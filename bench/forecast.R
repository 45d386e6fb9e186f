# The other side of the bench's forecast section: R's forecast package on the same files of series (id, then values; months).
#   Rscript forecast.R version
#   Rscript forecast.R datasets                  the monthly series that come with R, as rows
#   Rscript forecast.R macro MONTHS              monthly series of the US economy (Debian's gretl-data), that many months up to the end of 2018, 2014, 2010 and 2006
#   Rscript forecast.R ets FILE                  id, model, AICc of ets() with its own choice; its milliseconds by the clock and of the processor
#   Rscript forecast.R forecasts FILE HORIZON    id,method,h1..hN of ets, theta, naive2 and snaive
suppressPackageStartupMessages(library(forecast))
options(digits = 15, warn = -1)
arguments <- commandArgs(trailingOnly = TRUE)

rows <- function(file) strsplit(readLines(file), ",", fixed = TRUE)
months <- function(row) ts(as.numeric(row[-1]), frequency = 12)
say <- function(...) cat(paste(c(...), collapse = ","), "\n", sep = "")

# The seasonality test and the deseasonalised naive forecast that the M4 competition measured against.
seasonal <- function(x) {
  if (length(x) < 36) return(FALSE)
  r <- acf(x, plot = FALSE, lag.max = 12)$acf[-1]
  abs(r[12]) > qnorm(0.95) * sqrt((1 + 2 * sum(r[1:11]^2)) / length(x))
}
naive2 <- function(x, h) {
  if (any(x <= 0) || !seasonal(x)) return(rep(tail(as.numeric(x), 1), h))
  figure <- decompose(x, type = "multiplicative")$seasonal
  tail(as.numeric(x / figure), 1) * rep(as.numeric(tail(figure, 12)), length.out = h)
}

if (arguments[1] == "version") {
  cat("R ", as.character(getRversion()), ", forecast ", as.character(packageVersion("forecast")), "\n", sep = "")
} else if (arguments[1] == "datasets") {
  known <- list(AirPassengers = AirPassengers, USAccDeaths = USAccDeaths, nottem = nottem, co2 = co2, ldeaths = ldeaths, mdeaths = mdeaths, fdeaths = fdeaths,
    UKDriverDeaths = UKDriverDeaths, gas = gas, wineind = wineind)
  for (column in c("DriversKilled", "front", "rear", "kms", "PetrolPrice", "VanKilled")) known[[paste0("Seatbelts.", column)]] <- Seatbelts[, column]
  for (name in names(known)) say(paste0("r:", name), as.numeric(known[[name]]))
} else if (arguments[1] == "macro") {
  wanted <- as.integer(arguments[2])
  base <- "/usr/share/gretl/db/fedstl"
  if (!file.exists(paste0(base, ".idx"))) quit(status = 3)
  index <- readLines(paste0(base, ".idx"), encoding = "latin1")[-1]
  bytes <- file(paste0(base, ".bin"), "rb")
  for (at in seq(1, length(index) - 1, 2)) {
    length <- as.integer(sub(".*n = *", "", index[at + 1]))
    values <- signif(readBin(bytes, "numeric", length, size = 4, endian = "little"), 7)
    if (!startsWith(index[at + 1], "M")) next
    first <- as.integer(strsplit(sub("^M +([0-9.]+) .*", "\\1", index[at + 1]), ".", fixed = TRUE)[[1]])
    for (year in c(2018, 2014, 2010, 2006)) {
      last <- (year - first[1]) * 12 + 13 - first[2]
      if (last > length || last < wanted) next
      part <- values[(last - wanted + 1):last]
      if (all(part > -999) && length(unique(part)) > wanted / 4) say(paste0("us:", sub(" .*", "", index[at]), "-", year), part)
    }
  }
  close(bytes)
} else if (arguments[1] == "ets") {
  all <- rows(arguments[2])
  invisible(lapply(head(all, 2), function(row) ets(months(row))))
  for (row in all) {
    x <- months(row)
    time <- system.time(fit <- tryCatch(ets(x), error = function(e) NULL), gcFirst = FALSE)
    taken <- round(1000 * c(time[["elapsed"]], time[["user.self"]] + time[["sys.self"]]))
    if (is.null(fit$aicc)) say(row[1], "none", "NaN", taken)
    else say(row[1], gsub(",", " ", fit$method), format(fit$aicc, digits = 15), taken)
  }
} else if (arguments[1] == "forecasts") {
  horizon <- as.integer(arguments[3])
  for (row in rows(arguments[2])) {
    x <- months(row)
    say(row[1], "ets", tryCatch(as.numeric(forecast(ets(x), h = horizon, PI = FALSE)$mean), error = function(e) NULL))
    say(row[1], "theta", tryCatch(as.numeric(thetaf(x, h = horizon)$mean), error = function(e) NULL))
    say(row[1], "naive2", naive2(x, horizon))
    say(row[1], "snaive", as.numeric(snaive(x, h = horizon)$mean))
  }
}
