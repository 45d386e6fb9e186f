using Klientura.App.Data;
using Klientura.App.Tests;
using Microsoft.AspNetCore.Identity;

namespace Klientura.App.People;

public sealed class PeopleTests : IDisposable
{
    private const string Password = "long enough 1";
    private readonly OpenedCompany opened = new();

    private Company Company => opened.Company;

    [Fact]
    public void The_first_owner_comes_in_by_a_link_that_works_once()
    {
        var token = new IssueOwnerLink().On(Company)!;
        CreateOwner.IsValid(Company, token).ShouldBeTrue();
        var owner = new CreateOwner(token, "owner", "Владелец", Password).On(Company).Value!;
        owner.Role.ShouldBe(Role.Owner);
        new CreateOwner(token, "second", "", Password).On(Company).Refusal!.Code.ShouldBe("link_spent");
        new IssueOwnerLink().On(Company).ShouldBeNull();
        new ReadPeople().On(Company).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_new_link_ends_the_old_one_and_a_day_ends_any()
    {
        var old = new IssueOwnerLink().On(Company)!;
        var token = new IssueOwnerLink().On(Company)!;
        CreateOwner.IsValid(Company, old).ShouldBeFalse();
        CreateOwner.IsValid(Company, token).ShouldBeTrue();
        opened.Clock.Now += IssueOwnerLink.Lifetime + TimeSpan.FromSeconds(1);
        new CreateOwner(token, "owner", "", Password).On(Company).Refusal!.Code.ShouldBe("link_spent");
        new ReadPeople().On(Company).ShouldBeEmpty();
    }

    // The ledger writes «Иванова М.А.», people write «Мария Иванова».
    [Fact]
    public void The_own_base_is_the_chosen_manager_of_the_ledger_else_the_one_of_the_same_name()
    {
        opened.Import("Дата;Номер;Код клиента;Клиент;Код товара;Товар;Количество;Сумма;Менеджер\n01.10.2026;РТ-1;К1;ООО «Альфа»;А1;Кабель;1;10,00;Иванова М.А.\n01.10.2026;РТ-2;К2;ООО «Бета»;А1;Кабель;1;10,00;Пётр Петров\n");
        Person Added(string name, string shown, Role role) => new AddUser(name, shown, role, Password).On(Company).Value!;
        OwnBase.Of(Company, Added("petr", "петр петров", Role.Manager)).ShouldBe("Пётр Петров");
        OwnBase.Of(Company, Added("maria", "Мария Иванова", Role.Manager)).ShouldBe("");
        OwnBase.Of(Company, new ChooseOwnBase("maria", " Иванова М.А. ").On(Company).Value!).ShouldBe("Иванова М.А.");
        OwnBase.Of(Company, new ReadPeople().On(Company).Single(p => p.UserName == "maria")).ShouldBe("Иванова М.А.", "it is kept");
        new ChooseOwnBase("maria", "Никто").On(Company).Refusal!.Code.ShouldBe("manager_unknown");
        new ChooseOwnBase("nobody", "").On(Company).Refusal!.Code.ShouldBe("person_unknown");
        OwnBase.Of(Company, new ChooseOwnBase("maria", "").On(Company).Value!).ShouldBe("");
        OwnBase.Of(Company, Added("head", "Пётр Петров", Role.Head)).ShouldBe("");
        new ChooseOwnBase("head", "Пётр Петров").On(Company).Refusal!.Code.ShouldBe("not_a_manager");
    }

    [Fact]
    public void A_refused_password_leaves_the_link_alive()
    {
        var token = new IssueOwnerLink().On(Company)!;
        new CreateOwner(token, "owner", "", "short").On(Company).Refusal!.Code.ShouldBe("password_invalid");
        CreateOwner.IsValid(Company, token).ShouldBeTrue();
    }

    [Theory]
    [InlineData("Anna")]
    [InlineData(" ANNA ")]
    public void A_name_is_taken_whatever_its_case(string second)
    {
        Add("anna", Role.Manager);
        new AddUser(second, "", Role.Manager, Password).On(Company).Refusal!.Code.ShouldBe("name_taken");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("<script>")]
    public void A_name_of_other_characters_is_refused(string name) => new AddUser(name, "", Role.Manager, Password).On(Company).Refusal!.Code.ShouldBe("name_invalid");

    [Fact]
    public void A_new_password_works_and_ends_open_sessions()
    {
        var before = Add("anna", Role.Manager);
        var after = new SetPassword("Anna", "another long one").On(Company).Value!;
        after.SecurityStamp.ShouldNotBe(before.SecurityStamp);
        new PasswordHasher<Person>().VerifyHashedPassword(after, after.PasswordHash!, "another long one").ShouldBe(PasswordVerificationResult.Success);
        new SetPassword("nobody", "another long one").On(Company).Refusal!.Code.ShouldBe("person_unknown");
    }

    [Fact]
    public void The_last_owner_stays_an_owner()
    {
        Add("owner", Role.Owner);
        Add("anna", Role.Manager);
        new SetRole("owner", Role.Head).On(Company).Refusal!.Code.ShouldBe("last_owner");
        new SetRole("anna", Role.Owner).On(Company).Ok.ShouldBeTrue();
        new SetRole("owner", Role.Head).On(Company).Value!.Role.ShouldBe(Role.Head);
    }

    [Fact]
    public void Appearance_and_settings_are_kept_and_checked()
    {
        Add("anna", Role.Manager);
        new ChangePreferences("anna", Theme: "dark").On(Company).Value!.Theme.ShouldBe("dark");
        new ChangePreferences("anna", Language: "de").On(Company).Refusal!.Code.ShouldBe("preference_invalid");
        new ChangeCompanySettings(new CompanySettings(" Энерго ", "£"), "anna").On(Company).Ok.ShouldBeTrue();
        opened.Reopen();
        new ReadCompanySettings().On(Company).ShouldBe(new CompanySettings("Энерго", "£"));
        new ReadPeople().On(Company).Single().Theme.ShouldBe("dark");
    }

    public void Dispose() => opened.Dispose();

    private Person Add(string name, Role role) => new AddUser(name, "", role, Password).On(Company).Value!;
}
