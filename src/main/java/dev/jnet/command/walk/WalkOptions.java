package dev.jnet.command.walk;

import dev.jnet.console.CommandException;
import dev.jnet.network.OptionAddress;
import dev.jnet.network.TrustStore;
import dev.jnet.options.Arguments;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.OptionValues;
import dev.jnet.report.walk.WalkReport;
import dev.jnet.unit.Nanos;
import dev.jnet.walk.tls.TlsPlan;
import dev.jnet.walk.url.Url;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a walk. Each value is checked when it is read.
 *
 * @param arguments the arguments of {@code jnet walk}
 */
record WalkOptions(Arguments arguments) {
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);
  private static final Duration MAX_PATIENCE = Duration.ofHours(1);
  private static final Duration DEFAULT_TIME = Duration.ofMinutes(5);
  private static final Duration MAX_TIME = Duration.ofDays(1);

  /**
   * The longest time in which nothing happens, in ns.
   *
   * @throws CommandException when it is not above 0, or above an hour
   */
  long patience() throws CommandException {
    return Nanos.of(OptionValues.secondsOr(DEFAULT_PATIENCE, arguments, "-W", MAX_PATIENCE));
  }

  /**
   * How long the walk may take in all, in ns.
   *
   * @throws CommandException when that is not above 0, or above a day
   */
  long time() throws CommandException {
    return Nanos.of(OptionValues.secondsOr(DEFAULT_TIME, arguments, "-w", MAX_TIME));
  }

  /**
   * How many bytes a body may have.
   *
   * @throws CommandException when that is no number of bytes
   */
  private long maxBody() throws CommandException {
    return OptionValues.bytes(arguments, "--max-size").orElse(Long.MAX_VALUE);
  }

  /**
   * Where to go.
   *
   * @throws CommandException when jnet cannot walk to it
   */
  Url url() throws CommandException {
    try {
      return Url.parse(arguments.operand(""));
    } catch (IllegalArgumentException e) {
      throw new CommandException("usage", e.getMessage());
    }
  }

  /**
   * The name server to ask instead of the configured ones.
   *
   * @throws CommandException when it is not an address
   */
  private Optional<InetAddress> nameServer() throws CommandException {
    String text = arguments.value("--dns", null);
    return text == null ? Optional.empty() : Optional.of(OptionAddress.parse("--dns", text));
  }

  /** Whether redirects are followed. */
  private boolean follow() {
    return !arguments.has("--no-follow");
  }

  /**
   * What the walk does.
   *
   * @param environment the variables that may name the authorities to trust
   * @throws CommandException when a value cannot be used
   */
  WalkPlan plan(
      NetworkOptions network, String userAgent, WalkFiles files, Map<String, String> environment)
      throws IOException {
    Optional<TrustStore> named =
        TrustStore.named(arguments.value("--cacert", null), network, environment);
    return new WalkPlan(
        network.family(),
        nameServer(),
        follow(),
        userAgent,
        files.body(),
        maxBody(),
        () -> {
          TrustStore store = TrustStore.of(named, network.lab().isPresent());
          boolean insecure = arguments.has("--insecure");
          return new TlsPlan(store.authorities(), store.name(), insecure, files.keys());
        },
        (host, address) -> true);
  }

  /** What the report contains. */
  WalkReport.Wishes wishes() throws CommandException {
    if (arguments.has("--brief") && arguments.has("--hex")) {
      throw new CommandException("usage", "--brief and --hex exclude each other: choose one");
    }
    return new WalkReport.Wishes(arguments.has("--brief"), arguments.has("--hex"));
  }
}
