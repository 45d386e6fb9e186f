using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Klientura.App.Sales;
using Klientura.Core.Facts;
using Klientura.Core.Values;

namespace Klientura.App.Sales;

public sealed class FactsCsvTests
{
    private static readonly Month November = new(2011, 11);

    [Fact]
    public void Rows_stand_in_the_order_of_external_ids_whatever_numbers_the_ledger_gave()
    {
        string Written(int alpha, int beta)
        {
            var subjects = new Subjects([new Client(new(alpha), "A", "a"), new Client(new(beta), "B", "b")], [], [], []);
            ClientMonth Row(int id, long net) => new(new(id), November, new(net), default, new(5), default, 1, 1, 0);
            var rows = new[] { Row(alpha, 10_000), Row(beta, 20_000) }.OrderBy(r => r.Client).ToArray();
            return Write(subjects, csv => csv.ClientMonths(new FactTable<ClientMonth>(rows)));
        }
        Written(1, 2).ShouldBe(Written(7, 3));
        Written(1, 2).ShouldBe("client_id,month,sales,returns,net,cost,qty,orders,lines\nA,2011-11,1.00,0.00,1.00,0.0005,0,1,1\nB,2011-11,2.00,0.00,2.00,0.0005,0,1,1\n");
    }

    [Fact]
    public void A_cost_that_any_line_lacks_is_empty_not_zero()
    {
        var subjects = new Subjects([new Client(new(1), "A", "a")], [], [], []);
        var row = new ClientMonth(new(1), November, new(10_000), new(2_500), new(7), new(1_500), 1, 2, LinesWithoutCost: 1);
        Write(subjects, csv => csv.ClientMonths(new FactTable<ClientMonth>(new[] { row }))).ShouldEndWith("A,2011-11,1.00,0.25,0.75,,1.5,1,2\n");
    }

    [Fact]
    public void Months_and_one_client_can_be_picked()
    {
        var subjects = new Subjects([new Client(new(1), "A", "a"), new Client(new(2), "B", "b")], [], [], []);
        var rows = new[] { Gap(1, 10), Gap(1, 11), Gap(2, 11) };
        Write(subjects, csv => csv.OrderGaps(new FactTable<OrderGap>(rows)), new ClientId(1), m => m == November).ShouldBe("client_id,day,gap_days\nA,2011-11-05,7\n");

        static OrderGap Gap(int client, int month) => new(new(client), new DateOnly(2011, month, 5), 7);
    }

    [Fact]
    public void Amounts_are_written_as_money_writes_itself() => Prop.ForAll(ArbMap.Default.ArbFor<long>(), value =>
    {
        using var stream = new MemoryStream();
        using (var csv = new CsvText(stream))
        {
            csv.Money(new Money(value));
            csv.Quantity(new Quantity(value));
            csv.EndRow();
        }
        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe($"{new Money(value)},{new Quantity(value)}\n");
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    public void The_ends_of_the_range_are_written_too(long value)
    {
        using var stream = new MemoryStream();
        using (var csv = new CsvText(stream)) csv.Money(new Money(value));
        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe(new Money(value).ToString());
    }

    [Fact]
    public void A_text_longer_than_the_buffer_arrives_whole()
    {
        var text = new string('ж', 200_000);
        using var stream = new MemoryStream();
        using (var csv = new CsvText(stream))
        {
            csv.Text("a");
            csv.Text(text);
            csv.EndRow();
        }
        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe("a," + text + "\n");
    }

    private static string Write(Subjects subjects, Func<FactsCsv, long> write, ClientId? only = null, Func<Month, bool>? takes = null)
    {
        using var stream = new MemoryStream();
        using (var csv = new CsvText(stream)) write(new FactsCsv(csv, subjects, only, takes ?? (_ => true)));
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
