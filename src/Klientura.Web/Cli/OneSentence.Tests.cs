using Klientura.Tests;
using Klientura.Web.Tests;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Klientura.Web.Cli;

/// <summary>What goes wrong at a start is told in one sentence with what to do, exit code 1, through the real program.</summary>
public sealed class OneSentenceTests(PostgreSqlCluster cluster) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("klientura-cli-").FullName;

    private string Data => Path.Combine(folder, "data");

    [Fact]
    public async Task A_second_process_on_the_folder_and_a_second_server_on_the_address_are_refused_and_the_first_goes_on()
    {
        using var first = RealProgram.Start(["serve", "--data", Data, "--urls", "http://127.0.0.1:0"]);
        var line = (await first.ReadLine()).ShouldNotBeNull();
        line.ShouldContain("/first-run/");
        var address = line.Split(' ').First(word => word.StartsWith("http", StringComparison.Ordinal)).Split("/first-run")[0];
        Refused("--data", "ledger", "--data", Data);
        Refused("--urls", "serve", "--data", Path.Combine(folder, "other"), "--urls", address);
        using var client = new HttpClient();
        (await client.GetAsync(address, TestContext.Current.CancellationToken)).StatusCode.ShouldNotBe(System.Net.HttpStatusCode.InternalServerError);
        first.Terminate();
        first.End().Exit.ShouldBe(0);
    }

    [Fact]
    public void A_database_newer_than_the_program_is_refused()
    {
        RealProgram.Run("ledger", "--data", Data).Exit.ShouldBe(0);
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "klientura.sqlite")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "insert into schema_versions values (9999, 'later', '')";
            command.ExecuteNonQuery();
        }
        Refused("9999", "ledger", "--data", Data);
    }

    [Fact]
    public void A_missing_native_library_is_named()
    {
        var copy = Path.Combine(folder, "program");
        foreach (var file in Directory.EnumerateFiles(RealProgram.Folder, "*", SearchOption.AllDirectories).Where(f => !Path.GetFileName(f).Contains("duckdb.so") && !Path.GetFileName(f).StartsWith("libduckdb", StringComparison.Ordinal)))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(RealProgram.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (Path.GetExtension(file) is ".dll" or ".so" or ".json") File.Copy(file, target);
        }
        var (exit, _, errors) = RealProgram.Run(["ledger", "--data", Data], copy);
        errors.ShouldHaveSingleItem().ShouldContain("libduckdb");
        exit.ShouldBe(CommandLine.Refused);
    }

    [Fact]
    public void A_wrong_password_and_an_absent_server_are_named()
    {
        var server = new NpgsqlConnectionStringBuilder(cluster.NewDatabase());
        Refused("--db", "ledger", "--data", Data, "--db", new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "wrong" }.ConnectionString);
        Refused("--db", "ledger", "--data", Data, "--db", new NpgsqlConnectionStringBuilder(server.ConnectionString) { Port = 1 }.ConnectionString);
        Refused("--db", "ledger", "--data", Data, "--db", "no connection string");
        RealProgram.Run("ledger", "--data", Data, "--db", server.ConnectionString).Exit.ShouldBe(0);
    }

    [Theory]
    [InlineData("serve", "--urls", "nonsense")]
    [InlineData("serve", "--urls", "ftp://localhost:1")]
    [InlineData("forecast")]
    [InlineData("fit", "lognormal")]
    [InlineData("measure", "abc", "--input", "a.csv")]
    [InlineData("dance")]
    public void A_wrong_call_has_its_own_exit_code_and_one_sentence(params string[] arguments)
    {
        var (exit, output, errors) = RealProgram.Run([.. arguments, "--data", Data]);
        errors.ShouldHaveSingleItem();
        (exit, output).ShouldBe((CommandLine.WrongUsage, ""));
        Directory.Exists(Data).ShouldBeFalse();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Refused(string word, params string[] arguments)
    {
        var (exit, output, errors) = RealProgram.Run(arguments);
        errors.ShouldHaveSingleItem().ShouldContain(word);
        (exit, output).ShouldBe((CommandLine.Refused, ""));
    }
}
