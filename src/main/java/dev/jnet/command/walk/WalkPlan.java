package dev.jnet.command.walk;

import dev.jnet.host.Family;
import dev.jnet.walk.http.BodySink;
import dev.jnet.walk.tls.TlsPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What a walk is to do.
 *
 * @param family of the addresses to use
 * @param dns whom to ask for names, where not the configured servers
 * @param follow whether redirects are followed
 * @param agent what we call ourselves in a request
 * @param body where the body goes; empty for nowhere
 * @param maxBody bytes of a body that are taken at most
 * @param tls how TLS is to be spoken, where it is
 */
record WalkPlan(
    Family family,
    Optional<InetAddress> dns,
    boolean follow,
    String agent,
    Optional<BodyFile> body,
    long maxBody,
    TlsSource tls) {
  /** Made when it is needed: TLS takes its time to load. */
  interface TlsSource {
    TlsPlan get() throws IOException;
  }

  /** Where the body of the next answer goes: to the beginning of the file, each time. */
  BodySink sink() {
    if (body.isEmpty()) {
      return BodySink.none();
    }
    body.get().rewind();
    return body.get();
  }
}
