package dev.jnet.command.walk;

import dev.jnet.console.CommandException;
import dev.jnet.host.Family;
import dev.jnet.walk.http.BodySink;
import dev.jnet.walk.tls.TlsPlan;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What a walk does.
 *
 * @param family the family of the addresses to use
 * @param dns the name server to ask instead of the configured ones
 * @param follow whether redirects are followed
 * @param agent the name of this program in a request, such as {@code jnet/0.1.0}
 * @param body where the body goes; empty for nowhere
 * @param maxBody the most bytes of a body
 * @param tls the settings of TLS
 * @param mayAsk whether a host may be asked at an address
 */
record WalkPlan(
    Family family,
    Optional<InetAddress> dns,
    boolean follow,
    String agent,
    Optional<BodyFile> body,
    long maxBody,
    TlsSource tls,
    BiPredicate<String, InetAddress> mayAsk) {
  /**
   * Checks that a host may be asked.
   *
   * @throws CommandException when it may not
   */
  void requireAllowed(String host, InetAddress address) throws CommandException {
    if (!mayAsk.test(host, address)) {
      throw new CommandException(
          "not-allowed",
          host + " (" + Addresses.text(address) + ") may not be probed: --allow does not name it");
    }
  }

  /** Makes the settings of TLS only when they are needed, because TLS takes time to load. */
  interface TlsSource {
    TlsPlan get() throws IOException;
  }

  /** The sink for the body of the next answer. Each body begins the file anew. */
  BodySink sink() throws IOException {
    if (body.isEmpty()) {
      return BodySink.none();
    }
    body.get().rewind();
    return body.get();
  }
}
