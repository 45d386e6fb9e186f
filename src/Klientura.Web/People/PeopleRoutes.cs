using Klientura.App.Data;
using Klientura.App.Decisions;
using Klientura.App.People;
using Klientura.Core.Values;
using Klientura.Web.Shell;
using Klientura.Web.Strings;
using Microsoft.AspNetCore.Identity;

namespace Klientura.Web.People;

/// <summary>The first run, signing in and out, the profile, the settings.</summary>
internal static class PeopleRoutes
{
    public static void MapPeople(this WebApplication app)
    {
        var anyone = app.MapGroup("").AllowAnonymous();
        anyone.MapGet("/sign-in", (View view, string? returnUrl) => view.Person is not null ? Results.LocalRedirect("/") : SignInForm(view, returnUrl));
        anyone.MapPost("/sign-in", SignIn).Guarded();
        anyone.MapPost("/sign-in/demo", EnterDemo).Guarded();
        anyone.MapPost("/sign-out", SignOut).Guarded();
        anyone.MapGet("/first-run/{token}", (View view, string token) => Pages.Show<FirstRunPage>(new { Spent = !CreateOwner.IsValid(view.Company, token) }));
        anyone.MapPost("/first-run/{token}", FirstRun).Guarded();
        anyone.MapGet("/language/{language}", ChooseLanguage);

        var person = app.MapGroup("").RequireAuthorization(Access.Anyone);
        person.MapGet("/profile", (string? done) => Pages.Show<ProfilePage>(new { Done = done switch { "saved" => Phrases.People.Saved, "password" => Phrases.People.PasswordChanged, _ => null } }));
        person.MapPost("/profile/appearance", Appearance).Guarded();
        person.MapPost("/profile/base", ChooseBase).Guarded();
        person.MapPost("/profile/password", Password).Guarded();

        var owner = app.MapGroup("").RequireAuthorization(Access.Owner);
        owner.MapGet("/settings", (string? done) => Pages.Show<SettingsPage>(new { Saved = done == "saved" }));
        owner.MapPost("/settings", Settings).Guarded();
    }

    private static IResult SignInForm(View view, string? returnUrl, string? problem = null, string name = "", int status = 200) =>
        Pages.Show<SignInPage>(new { ReturnUrl = Pages.Safe(returnUrl), Problem = problem, Name = name, Nobody = new ReadPeople().On(view.Company).Count == 0 }, status);

    private static async Task<IResult> SignIn(HttpContext context, View view, SignInThrottle throttle, SignInManager<Person> manager, UserManager<Person> people)
    {
        var form = await context.Request.ReadFormAsync();
        string name = form["name"].ToString().Trim(), password = form["password"].ToString(), returnUrl = Pages.Safe(form["returnUrl"]);
        if (name.Length > Person.MaxNameLength || password.Length > PersonRules.MaxPasswordLength) return SignInForm(view, returnUrl, view[Phrases.People.Wrong], status: 401);
        if (throttle.Take(name, context.Connection.RemoteIpAddress) is { } wait) return TooMany(context, view, returnUrl, name, wait);
        var person = await people.FindByNameAsync(name);
        // An unknown name takes as long as a known one, so that names cannot be guessed by the clock.
        if (person?.PasswordHash is null) people.PasswordHasher.HashPassword(new Person(), password);
        var result = person?.PasswordHash is null ? SignInResult.Failed : await manager.CheckPasswordSignInAsync(person, password, lockoutOnFailure: true);
        if (result.IsLockedOut) return TooMany(context, view, returnUrl, name, TimeSpan.FromMinutes(5));
        if (!result.Succeeded) return SignInForm(view, returnUrl, view[Phrases.People.Wrong], name, 401);
        throttle.Forgive(name);
        await manager.SignInAsync(person!, isPersistent: form["remember"] == "true");
        return Results.LocalRedirect(returnUrl);
    }

    private static IResult TooMany(HttpContext context, View view, string returnUrl, string name, TimeSpan wait)
    {
        var seconds = (long)Math.Max(1, Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var text = seconds < 60 ? view.Formats.Count(seconds, Phrases.Nouns.Second) : view.Formats.Count((seconds + 59) / 60, Phrases.Nouns.Minute);
        return SignInForm(view, returnUrl, view.Say(Phrases.People.TooMany, text), name, 429);
    }

    private static async Task<IResult> EnterDemo(HttpContext context, View view, SignInManager<Person> manager)
    {
        var owner = new ReadPeople().On(view.Company).FirstOrDefault(p => p.Role == Role.Owner);
        if (!view.Options.Demo || owner is null) return Results.NotFound();
        var form = await context.Request.ReadFormAsync();
        await manager.SignInAsync(owner, isPersistent: false);
        return Results.LocalRedirect(Pages.Safe(form["returnUrl"]));
    }

    private static async Task<IResult> SignOut(SignInManager<Person> manager)
    {
        await manager.SignOutAsync();
        return Results.LocalRedirect("/sign-in");
    }

    private static async Task<IResult> FirstRun(HttpContext context, View view, SignInManager<Person> manager, string token)
    {
        var form = await context.Request.ReadFormAsync();
        var created = new CreateOwner(token, form["name"].ToString(), form["shown"].ToString(), form["password"].ToString()) { Language = view.Language }.On(view.Company);
        if (!created.Ok)
            return Pages.Show<FirstRunPage>(new { Spent = created.Refusal.Code == "link_spent", Problem = created.Refusal.Text, Name = form["name"].ToString(), Shown = form["shown"].ToString() }, 422);
        await manager.SignInAsync(created.Value, isPersistent: false);
        return Results.LocalRedirect("/");
    }

    private static IResult ChooseLanguage(HttpContext context, string language, string? returnUrl)
    {
        if (language is not ("ru" or "en")) return Results.NotFound();
        context.Response.Cookies.Append(View.LanguageCookie, language, new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = context.Request.IsHttps, IsEssential = true });
        return Results.LocalRedirect(Pages.Safe(returnUrl));
    }

    private static async Task<IResult> Appearance(HttpContext context, View view)
    {
        var form = await context.Request.ReadFormAsync();
        string? One(string key) => form[key].LastOrDefault() is { Length: > 0 } text ? text : null;
        var changed = new ChangePreferences(view.Who, One("language"), One("theme"), One("density")).On(view.Company);
        return changed.Ok ? Results.LocalRedirect(Pages.Safe(form["returnUrl"])) : Pages.Show<ProfilePage>(new { Problem = changed.Refusal.Text }, 422);
    }

    private static async Task<IResult> ChooseBase(HttpContext context, View view)
    {
        var form = await context.Request.ReadFormAsync();
        var chosen = new ChooseOwnBase(view.Who, form["manager"].ToString()).On(view.Company);
        return chosen.Ok ? Results.LocalRedirect("/profile?done=saved") : Pages.Show<ProfilePage>(new { Problem = chosen.Refusal.Text }, 422);
    }

    private static async Task<IResult> Password(HttpContext context, View view, SignInManager<Person> manager, UserManager<Person> people, SignInThrottle throttle)
    {
        var form = await context.Request.ReadFormAsync();
        var person = await people.FindByNameAsync(view.Who);
        if (person is null || throttle.Take(view.Who, context.Connection.RemoteIpAddress) is not null || !await people.CheckPasswordAsync(person, form["old"].ToString()))
            return Pages.Show<ProfilePage>(new { Problem = Phrases.People.OldPasswordWrong }, 422);
        var changed = new SetPassword(view.Who, form["new"].ToString()).On(view.Company);
        if (!changed.Ok) return Pages.Show<ProfilePage>(new { Problem = changed.Refusal.Text }, 422);
        throttle.Forgive(view.Who);
        await manager.SignInAsync(changed.Value, isPersistent: false);
        return Results.LocalRedirect("/profile?done=password");
    }

    private static async Task<IResult> Settings(HttpContext context, View view)
    {
        var form = await context.Request.ReadFormAsync();
        var changed = new ChangeCompanySettings(new CompanySettings(form["name"].ToString(), form["currency"].ToString()), view.Who).On(view.Company);
        if (!changed.Ok) return Pages.Show<SettingsPage>(new { Problem = changed.Refusal.Text }, 422);
        var held = new ReadDecisions { Client = "" }.On(view.Company).FirstOrDefault(d => d.Kind == DecisionKind.SalesType)?.Value;
        var chosen = form["sales_type"].ToString() is { Length: > 0 } type ? type : null;
        if (!form.ContainsKey("sales_type") || chosen == held) return Results.LocalRedirect("/settings?done=saved");
        var typed = new SetSalesType(chosen, view.Who).On(view.Company);
        return typed.Ok ? Results.LocalRedirect("/settings?done=saved") : Pages.Show<SettingsPage>(new { Problem = typed.Refusal.Text }, 422);
    }
}
