using DuckDB.NET.Data;

namespace Klientura.Ledger.Tests;

public class NativeLibraryTests
{
    [Fact]
    public void The_bundled_DuckDB_answers()
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select version()";
        command.ExecuteScalar().ShouldBe("v1.5.6");
    }
}
