package dev.jnet.command.handshake;

import dev.jnet.batch.ManyTargets;
import dev.jnet.console.ExitCode;
import dev.jnet.network.Network;
import dev.jnet.options.Endpoint;
import dev.jnet.report.JsonLines;
import dev.jnet.report.handshake.HandshakeDocument;
import dev.jnet.report.handshake.HandshakeFindings;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** What is asked about each of many targets; their connections share a port of ours. */
record HandshakeTask(HandshakePlan plan, Network world) implements ManyTargets.Task {
  /** A sweep ends by itself. In ns, and little enough to be added to a time. */
  private static final long FOREVER = Long.MAX_VALUE / 4;

  @Override
  public String host(String text) throws IOException {
    return endpoint(text).host();
  }

  @Override
  public ManyTargets.Opened open(String text, InetAddress target) throws IOException {
    HandshakeAttempt attempt = HandshakeAttempt.of(endpoint(text), target, world, plan);
    return new ManyTargets.Opened(attempt.way(), way -> asked(attempt.by(way)));
  }

  private static ManyTargets.Asked<?> asked(HandshakeAttempt attempt) {
    return new ManyTargets.Asked<>(
        attempt.sweep(),
        FOREVER,
        (results, tally, elapsed) -> {
          HandshakeFindings findings = attempt.findings(results, tally, elapsed);
          List<String> lines = new ArrayList<>();
          for (HandshakeDocument document : HandshakeDocument.of(findings)) {
            lines.add(JsonLines.of(document));
          }
          return new ManyTargets.Answer(
              lines, findings.allOpen() ? ExitCode.POSITIVE : ExitCode.NEGATIVE);
        });
  }

  private static Endpoint endpoint(String text) throws IOException {
    return Endpoint.parse(List.of(text.split("\\s+"))).get(0);
  }

  @Override
  public List<String> keys(String text) throws IOException {
    Endpoint endpoint = endpoint(text);
    List<String> keys = new ArrayList<>();
    for (int port : endpoint.ports()) {
      keys.add(endpoint.host() + " " + port);
    }
    return keys;
  }

  @Override
  public String error(String text, IOException e) {
    return HandshakeCommand.document(text, e);
  }
}
