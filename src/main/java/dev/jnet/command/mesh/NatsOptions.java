package dev.jnet.command.mesh;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.Pause;
import dev.jnet.host.privilege.OwnProcess;
import dev.jnet.mesh.Subjects;
import dev.jnet.mesh.bus.BrokerAwayException;
import dev.jnet.mesh.bus.Bus;
import dev.jnet.mesh.bus.NatsBus;
import dev.jnet.mesh.bus.NatsSettings;
import dev.jnet.network.TrustStore;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Option;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.X509ExtendedTrustManager;

/** How to get to NATS. */
final class NatsOptions {
  private static final String NATS = "--nats";
  private static final String CREDS = "--creds";
  private static final String TLS_CA = "--tls-ca";
  private static final int MAX_FILE = 1 << 20;

  private NatsOptions() {}

  static void addTo(Command command) {
    command.add(
        Option.value(String.class, "URL,...", "The NATS brokers, such as nats://host:4222.", NATS));
    command.add(
        Option.value(String.class, "FILE", "File with NATS credentials or an nkey seed.", CREDS));
    command.add(
        Option.value(String.class, "FILE", "Trust these authorities for TLS to NATS.", TLS_CA));
  }

  /** Whether brokers were named. */
  static boolean areGiven(Arguments arguments) {
    return arguments.has(NATS);
  }

  /** The settings of a controller that runs an action. */
  static NatsSettings read(Arguments arguments, String action) throws IOException {
    return read(arguments, "jnet mesh " + action, Subjects.CONTROLLER_INBOX);
  }

  /** The settings of a member. */
  static NatsSettings ofMember(Arguments arguments, String name) throws IOException {
    return read(arguments, "jnet mesh agent " + name, Subjects.inbox(name));
  }

  /** The settings; files are read now, because privileges to read them may be gone later. */
  private static NatsSettings read(Arguments arguments, String client, String inbox)
      throws IOException {
    if (!areGiven(arguments) && arguments.has("--lab")) {
      throw new CommandException(
          "usage", "practice networks have 'jnet mesh matrix' alone; anything else needs a broker");
    }
    if (!areGiven(arguments)) {
      throw new CommandException(
          "usage",
          "which broker? --nats nats://HOST:4222; without one: jnet mesh try, or --lab offices");
    }
    return new NatsSettings(
        List.of(arguments.<String>value(NATS, "").split(",", -1)),
        client,
        inbox,
        credentials(arguments.value(CREDS, null)),
        authorities(arguments.value(TLS_CA, null)),
        NatsSettings.DEFAULT_TTL);
  }

  /** Connects as soon as a broker is there: an agent may start before it. */
  static Bus connect(NatsSettings settings, Console console, BooleanSupplier stopped)
      throws IOException {
    OnceTold complaints = new OnceTold(console::complain);
    while (true) {
      try {
        return NatsBus.open(settings);
      } catch (BrokerAwayException e) {
        complaints.accept(e.getMessage() + "; trying again");
        if (!new Pause(stopped).of(Nanos.SECOND)) {
          throw e;
        }
      }
    }
  }

  private static Optional<X509ExtendedTrustManager> authorities(String name) throws IOException {
    return name == null
        ? Optional.empty()
        : Optional.of(
            OwnProcess.readingForUser(() -> TrustStore.ofFile(name, TLS_CA + " " + name))
                .authorities());
  }

  private static Optional<byte[]> credentials(String name) throws IOException {
    if (name == null) {
      return Optional.empty();
    }
    try {
      return OwnProcess.readingForUser(
          () -> {
            try (InputStream in = Files.newInputStream(Path.of(name))) {
              return Optional.of(in.readNBytes(MAX_FILE));
            }
          });
    } catch (IOException e) {
      throw new CommandException("usage", CREDS + " " + name + ": it cannot be read");
    }
  }
}
