package dev.jnet.command.handshake;

import dev.jnet.batch.BatchTask;
import dev.jnet.batch.OpenedTarget;
import dev.jnet.batch.TargetQuestion;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.network.Network;
import dev.jnet.options.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** The question about each of many targets. Their connections share a port of this machine. */
record HandshakeBatch(HandshakeOptions options, Network network) implements BatchTask {
  @Override
  public String host(String text) throws IOException {
    return endpoint(text).host();
  }

  @Override
  public OpenedTarget open(String text, InetAddress target) throws IOException {
    HandshakeAttempt attempt =
        HandshakeAttempt.open(new HandshakeTarget(endpoint(text), target, options), network);
    return new OpenedTarget(attempt.path(), path -> ask(attempt.by(path)));
  }

  private TargetQuestion<List<HandshakeResult>> ask(HandshakeAttempt attempt) {
    return new TargetQuestion<>(
        attempt.sweep(inOrder -> {}),
        HandshakeAttempt.TIME,
        (results, tally, elapsed) ->
            new HandshakePrintout(
                attempt.content(results).measured(tally, elapsed), options.absolute()));
  }

  private static Endpoint endpoint(String text) throws IOException {
    return Endpoint.parse(List.of(text.split("\\s+"))).get(0);
  }

  @Override
  public List<String> keys(String text) throws IOException {
    Endpoint endpoint = endpoint(text);
    return endpoint.ports().stream().map(port -> endpoint.host() + " " + port).toList();
  }

  @Override
  public String error(String text, IOException e) {
    return HandshakePrintout.error(text, e);
  }
}
