using Microsoft.AspNetCore.Antiforgery;

namespace Klientura.Web.Shell;

/// <summary>Every change carries a token that only our own pages know; a request without it is refused before anything is read or done.</summary>
internal static class FormGuard
{
    /// <summary>Adds the check to the endpoints.</summary>
    public static TBuilder Guarded<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new GuardedForm()));
        return builder;
    }

    /// <summary>Checks the token where the endpoint asks for it. Stands behind routing and sign-in.</summary>
    public static void UseFormGuard(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GuardedForm>() is null || await Check(context) is not { } refused) await next(context);
        else context.Response.StatusCode = refused;
    });

    /// <summary>The status of the refusal when the token is missing, foreign or old, or the form too large to look for it; null when it is good.</summary>
    public static async Task<int?> Check(HttpContext context)
    {
        try
        {
            await context.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context);
            return null;
        }
        catch (AntiforgeryValidationException e)
        {
            return e.InnerException is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest;
        }
    }

    /// <summary>Marks an endpoint whose form is checked before it runs.</summary>
    internal sealed record GuardedForm;
}
