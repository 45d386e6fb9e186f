using Klientura.App.Sales;
using Klientura.Core.Sales;
using Klientura.Web.Shell;

namespace Klientura.Web.Methods;

/// <summary>One page of ledger lines and the question behind it.</summary>
/// <param name="Query">The question.</param>
/// <param name="Page">Its answer.</param>
public sealed record LinesView(LinesQuery Query, LinesPage Page)
{
    /// <summary>Lines on one page.</summary>
    public const int PageSize = 50;

    /// <summary>The question about every line.</summary>
    public static LinesQuery Everything { get; } = new(null, null, null, null, Scope.All, null, null, 0, PageSize);

    /// <summary>Asks the ledger.</summary>
    public static LinesView Of(View view, LinesQuery query) => new(query, new ReadLines(query).On(view.Company));
}
