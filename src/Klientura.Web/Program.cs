System.Console.WriteLine("klientura");
