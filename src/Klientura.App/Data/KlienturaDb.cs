using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Klientura.App.Data;

/// <summary>State beside the ledger: people, saved mappings, settings. In the embedded edition it reads on a read-only connection and every save goes through the one writer.</summary>
public sealed class KlienturaDb : IdentityUserContext<Person, int>
{
    private readonly SqliteWriter? writer;
    private readonly string? readOnly;

    internal KlienturaDb(DbContextOptions<KlienturaDb> options, SqliteWriter? writer = null, string? readOnly = null) : base(options)
        => (this.writer, this.readOnly) = (writer, readOnly);

    /// <summary>Saved mappings.</summary>
    public DbSet<SavedMapping> Mappings => Set<SavedMapping>();

    /// <summary>Settings of the company.</summary>
    public DbSet<CompanySetting> Settings => Set<CompanySetting>();

    /// <summary>One-time links.</summary>
    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();

    /// <summary>Classification runs kept for ever.</summary>
    public DbSet<Snapshot> Snapshots => Set<Snapshot>();

    /// <summary>Their rows.</summary>
    public DbSet<SnapshotRow> SnapshotRows => Set<SnapshotRow>();

    /// <summary>Changes of parameters, oldest first by id.</summary>
    public DbSet<ParameterChange> ParameterChanges => Set<ParameterChange>();

    /// <summary>Decisions about clients, oldest first by id.</summary>
    public DbSet<DecisionChange> DecisionChanges => Set<DecisionChange>();

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        if (writer is null) return base.SaveChanges(acceptAllChangesOnSuccess);
        using var turn = writer.Enter();
        return OnWriter(() => base.SaveChanges(acceptAllChangesOnSuccess));
    }

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (writer is null) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        using var turn = await writer.EnterAsync(cancellationToken);
        Database.SetDbConnection(writer.Connection, contextOwnsConnection: false);
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            BackToReading();
        }
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Person>(person =>
        {
            person.ToTable("people");
            person.Property(p => p.DisplayName).HasMaxLength(Person.MaxNameLength);
            person.Property(p => p.Role).HasConversion<SnakeCaseConverter<Role>>();
        });
        builder.Entity<IdentityUserClaim<int>>().ToTable("person_claims");
        builder.Entity<IdentityUserLogin<int>>().ToTable("person_logins");
        builder.Entity<IdentityUserToken<int>>().ToTable("person_tokens");
        builder.Entity<IdentityUserPasskey<int>>(passkey =>
        {
            passkey.ToTable("person_passkeys").HasKey(p => p.CredentialId);
            passkey.Property(p => p.CredentialId).HasMaxLength(1024);
            passkey.HasOne<Person>().WithMany().HasForeignKey(p => p.UserId);
            passkey.OwnsOne(p => p.Data).ToJson("data");
        });
        builder.Entity<SavedMapping>().ToTable("mappings").HasKey(m => m.Name);
        builder.Entity<CompanySetting>().ToTable("settings").HasKey(s => s.Key);
        builder.Entity<SignInLink>().ToTable("sign_in_links").HasKey(l => l.TokenHash);
        builder.Entity<Snapshot>(snapshot =>
        {
            snapshot.ToTable("snapshots").HasKey(s => s.Id);
            snapshot.HasMany(s => s.Rows).WithOne().HasForeignKey(r => r.SnapshotId);
        });
        builder.Entity<SnapshotRow>().ToTable("snapshot_rows").HasKey(r => new { r.SnapshotId, r.ClientId });
        builder.Entity<ParameterChange>(change =>
        {
            change.ToTable("parameter_changes").HasKey(c => c.Id);
            change.Property(c => c.Level).HasConversion<SnakeCaseConverter<ParameterLevel>>();
        });
        builder.Entity<DecisionChange>(change =>
        {
            change.ToTable("decision_changes").HasKey(c => c.Id);
            change.Property(c => c.Kind).HasConversion<SnakeCaseConverter<DecisionKind>>();
        });
        NameColumns(builder);
    }

    private static void NameColumns(ModelBuilder builder)
    {
        var utc = new ValueConverter<DateTime, DateTime>(v => v, v => DateTime.SpecifyKind(v, DateTimeKind.Utc));
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()))
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase.Of(property.Name));
                if (property.ClrType == typeof(DateTime)) property.SetValueConverter(utc);
            }
    }

    private int OnWriter(Func<int> save)
    {
        Database.SetDbConnection(writer!.Connection, contextOwnsConnection: false);
        try
        {
            return save();
        }
        finally
        {
            BackToReading();
        }
    }

    private void BackToReading()
    {
        Database.SetDbConnection(null);
        Database.SetConnectionString(readOnly);
    }
}
