using Klientura.Core.Values;
using Klientura.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace Klientura.Web.Methods;

/// <summary>Answers that open beside a page, or as a page of their own.</summary>
internal static class Panel
{
    /// <summary>The component alone when a part is asked for, else inside the frame.</summary>
    public static IResult InPanel<T>(this HttpContext context, Words title, Dictionary<string, object> values) where T : IComponent =>
        context.IsPart() ? Pages.Show<T>(values) : Pages.Show<PanelPage>(new { Title = context.RequestServices.GetRequiredService<View>()[title], Content = typeof(T), Values = values });
}
