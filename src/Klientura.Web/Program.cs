return await Klientura.Web.Cli.CommandLine.Run(args);
