using Klientura.App.Data;

namespace Klientura.Web;

public static class WebHost
{
    public static Task Run(Company company, WebOptions options, CancellationToken cancel) => Task.Delay(-1, cancel);
}
