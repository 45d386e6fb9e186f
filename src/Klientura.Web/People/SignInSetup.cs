using System.Security.Claims;
using Klientura.App.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Klientura.Web.People;

/// <summary>Identity cookies and the rules of access.</summary>
internal static class SignInSetup
{
    /// <summary>How long a session lives without being used.</summary>
    public static readonly TimeSpan SessionIdle = TimeSpan.FromHours(12);

    /// <summary>Wrong passwords after which an account rests.</summary>
    public const int MaxFailures = 10;

    public static void Register(IServiceCollection services, bool https)
    {
        services.AddScoped(s => s.GetRequiredService<Company>().OpenState());
        services.AddSingleton<SignInThrottle>();
        services.AddIdentityCore<Person>(o =>
        {
            o.Lockout.MaxFailedAccessAttempts = MaxFailures;
            o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            o.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        }).AddEntityFrameworkStores<KlienturaDb>().AddSignInManager();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, o =>
        {
            o.Cookie.Name = https ? "__Host-klientura" : "klientura";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            o.Cookie.Path = "/";
            (o.ExpireTimeSpan, o.SlidingExpiration, o.LoginPath, o.ReturnUrlParameter) = (SessionIdle, true, "/sign-in", "returnUrl");
            o.Events.OnValidatePrincipal = Validate;
            o.Events.OnRedirectToLogin = c => Refuse(c, StatusCodes.Status401Unauthorized);
            o.Events.OnRedirectToAccessDenied = c => Refuse(c, StatusCodes.Status403Forbidden);
        });
        services.AddAuthorization(o =>
        {
            var person = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
            o.FallbackPolicy = person;
            o.AddPolicy(Access.Anyone, person);
            o.AddPolicy(Access.Import, p => p.RequireAssertion(a => Allowed(a, Access.Importers.Contains)));
            o.AddPolicy(Access.Lead, p => p.RequireAssertion(a => Allowed(a, Access.Leads.Contains)));
            o.AddPolicy(Access.Decide, p => p.RequireAssertion(a => Allowed(a, Access.Deciders.Contains)));
            o.AddPolicy(Access.Owner, p => p.RequireAssertion(a => Allowed(a, r => r == Role.Owner)));
        });
    }

    // Asked of the database at every request, so that a new password, a new role or a removed person takes effect at once.
    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var id = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
        var stamp = context.Principal?.FindFirstValue("AspNet.Identity.SecurityStamp");
        var db = context.HttpContext.RequestServices.GetRequiredService<KlienturaDb>();
        if (int.TryParse(id, out var number) && await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.Id == number) is { } person && person.SecurityStamp == stamp)
        {
            context.HttpContext.Remember(person);
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private static bool Allowed(AuthorizationHandlerContext context, Func<Role, bool> may) =>
        context.Resource is HttpContext http && http.SignedIn() is { } person && may(person.Role);

    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        var (request, response) = (context.Request, context.Response);
        if (status == StatusCodes.Status403Forbidden || request.Path.StartsWithSegments("/api")) response.StatusCode = status;
        else if (request.Headers.ContainsKey("HX-Request"))
        {
            response.StatusCode = status;
            response.Headers["HX-Redirect"] = "/sign-in?returnUrl=" + Uri.EscapeDataString(new Uri(request.Headers["HX-Current-URL"].FirstOrDefault() is { Length: > 0 } u && Uri.IsWellFormedUriString(u, UriKind.Absolute) ? u : "http://x/").PathAndQuery);
        }
        else if (HttpMethods.IsGet(request.Method)) response.Redirect(context.RedirectUri);
        else response.Redirect("/sign-in");
        return Task.CompletedTask;
    }
}
