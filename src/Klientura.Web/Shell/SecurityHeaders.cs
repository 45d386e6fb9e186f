namespace Klientura.Web.Shell;

/// <summary>Puts the security headers on every answer, errors included.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>What a page may load and do: only this program's own files; inline style attributes because the grid and the charts set them (ADR 0020).</summary>
    public const string ContentPolicy = "default-src 'none'; script-src 'self'; style-src-elem 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "form-action 'self'; base-uri 'none'; object-src 'none'; frame-src 'none'; frame-ancestors 'none'";

    /// <summary>Runs the rest of the pipeline with the headers promised.</summary>
    public Task Invoke(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            // Everything is private unless its endpoint said otherwise.
            if (headers.CacheControl.Count == 0 || headers.CacheControl == "no-cache" || headers.CacheControl == "no-cache, no-store") headers.CacheControl = "no-store";
            if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
            headers.Append("Vary", "HX-Request");
            return Task.CompletedTask;
        });
        return next(context);
    }
}
