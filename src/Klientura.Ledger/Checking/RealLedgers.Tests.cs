using System.Diagnostics;
using Klientura.Core.Sales;
using Klientura.Ledger.Reading;

namespace Klientura.Ledger.Checking;

public class RealLedgersTests
{
    [Fact]
    public void Online_Retail_keeps_exactly_the_lines_its_rules_allow()
    {
        var staged = Read("online-retail-ii", ["online-retail-ii/online_retail_II.csv.gz"]);
        var batch = staged.Batch.ShouldNotBeNull();
        batch.IsReturn.AsSpan(0, batch.Count).Count(false).ShouldBe(776_577);
        batch.IsReturn.AsSpan(0, batch.Count).Count(true).ShouldBe(17_586);
        staged.Report.RefusedByCode.ShouldBe(new Dictionary<string, long> { ["SKIP_DUPLICATE"] = 34_335, ["SKIP_ADJUSTMENT"] = 6, ["SKIP_NOT_A_PRODUCT"] = 5_974, ["SKIP_NO_CLIENT"] = 232_833, ["SKIP_NO_PRICE"] = 60 }, ignoreOrder: true);
        (staged.Report.RowsOk + staged.Report.RefusedLines).ShouldBe(1_067_371);
        staged.Report.Outcome.ShouldBe(ImportOutcome.Partial);
    }

    [Fact]
    public void Iowa_agrees_to_the_cent()
    {
        var staged = Read("iowa-liquor", ["iowa-liquor/sales_2019_2021.parquet"], ("stores", "iowa-liquor/stores.csv.gz"), ("products", "iowa-liquor/products.csv.gz"));
        staged.Report.Outcome.ShouldBe(ImportOutcome.Accept, string.Join('\n', staged.Report.Errors.Take(5).Select(e => e.Message.Ru)));
        staged.Report.RowsOk.ShouldBe(7_617_422);
        staged.Report.SumAmount.ToUnits().ShouldBe(1_174_007_008.69m);
        staged.Report.Clients.ShouldBe(2_127);
        staged.Batch!.Products.Count.ShouldBe(6_224);
        staged.Batch.Documents.Count.ShouldBe(262_209);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Northwind_joins_its_files_however_they_are_given(bool asFiles)
    {
        var staged = asFiles
            ? Read("northwind", ["northwind/products.csv", "northwind/orders.csv", "northwind/order_details.csv"])
            : Read("northwind", ["northwind/order_details.csv"], ("orders", "northwind/orders.csv"), ("products", "northwind/products.csv"), ("categories", "northwind/categories.csv"), ("customers", "northwind/customers.csv"), ("employees", "northwind/employees.csv"));
        staged.Report.Outcome.ShouldBe(ImportOutcome.Accept, string.Join('\n', staged.Report.Errors.Take(5).Select(e => e.Message.Ru)));
        staged.Report.RowsOk.ShouldBe(2_155);
        Math.Round(staged.Report.SumAmount.ToUnits(), 2, MidpointRounding.AwayFromZero).ShouldBe(1_265_793.04m);
        staged.Batch!.Documents.Count.ShouldBe(830);
        staged.Batch.Products.Count.ShouldBe(77);
        staged.Report.Clients.ShouldBe(89);
        if (!asFiles)
        {
            staged.Batch.Managers.ShouldContain("Davolio");
            staged.Batch.Clients.ShouldContain(c => c.ExternalId == "VINET" && c.Name == "Vins et alcools Chevalier" && c.Region == "France");
            staged.Batch.Products.ShouldContain(p => p.Name == "Chai" && p.Category == "Beverages");
        }
    }

    [Fact]
    public void The_official_CommerceML_order_is_read_with_its_catalogue()
    {
        var folder = "commerceml/irpsv+commerceml/tests/assets/off-doc-1c/";
        var staged = Read(null, [folder + "import.xml", folder + "offers.xml", folder + "orders.xml"]);
        staged.Report.Outcome.ShouldBe(ImportOutcome.Accept, string.Join('\n', staged.Report.Errors.Select(e => e.Message.Ru)));
        staged.Report.SumAmount.ToUnits().ShouldBe(6_734.47m);
        staged.Batch!.Clients.ShouldHaveSingleItem().Name.ShouldBe("admin");
        staged.Report.Warnings.ShouldContain(w => w.Code == "W_DOCUMENT_WITHOUT_LINES" && w.Count == 2);
    }

    [Fact]
    public void Every_public_CommerceML_file_imports_or_says_why_not()
    {
        var root = SharedData.Find("data/commerceml");
        Assert.SkipWhen(root is null, "The shared CommerceML files are not here.");
        foreach (var path in Directory.GetFiles(root, "*.xml", SearchOption.AllDirectories))
        {
            var report = FileImport.Read(Request(null, [path]), TestContext.Current.CancellationToken).Report;
            if (report.Outcome is ImportOutcome.Accept or ImportOutcome.Partial)
                Path.GetFileName(path).ShouldBeOneOf("orders.xml", "bitrix-query-response-full.xml");
            else
                report.Errors.ShouldHaveSingleItem().Code.ShouldBeOneOf(["E_CATALOG_ONLY", "E_NO_DATA_ROWS"], path + report.Errors[0].Message.Ru);
        }
    }

    private static StagedImport Read(string? mapping, string[] files, params (string Name, string Path)[] joins)
    {
        var paths = files.Select(f => SharedData.Find("data/" + f)).ToList();
        Assert.SkipWhen(paths.Contains(null), "The shared data is not here.");
        var loaded = mapping is null ? null : MappingFile.Load(Path.Combine(SharedData.Root!, "samples", "mappings", mapping + ".json")) is { Ok: true } outcome ? outcome.Value : throw new InvalidOperationException(MappingFile.Load(Path.Combine(SharedData.Root!, "samples", "mappings", mapping + ".json")).Refusal!.Text.Ru);
        var watch = Stopwatch.StartNew();
        var staged = FileImport.Read(Request(loaded, paths!, joins), TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.Elapsed.TotalSeconds:0.000} s");
        return staged;
    }

    private static ImportRequest Request(Mapping? mapping, IReadOnlyList<string> paths, params (string Name, string Path)[] joins) =>
        new(paths, mapping, joins.ToDictionary(j => j.Name, j => SharedData.Find("data/" + j.Path)!), "test", true);
}
