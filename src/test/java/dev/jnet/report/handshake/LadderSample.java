package dev.jnet.report.handshake;

import static dev.jnet.report.Samples.ip;
import static dev.jnet.report.Samples.ms;

import dev.jnet.handshake.Step;
import dev.jnet.tcp.TcpState;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A ladder of segments made by hand: each call adds a rung. */
final class LadderSample {
  private static final InetAddress US = ip("10.0.0.2");
  private static final InetAddress THEM = ip("192.0.2.9");

  private final List<Step> steps = new ArrayList<>();

  LadderSample sent(double millis, Tcp tcp, TcpState ours, TcpState theirs) {
    steps.add(
        new Step(
            ms(millis), true, true, US, 64, Optional.of(tcp), Optional.empty(), ours, of(theirs)));
    return this;
  }

  LadderSample received(double millis, Tcp tcp, TcpState ours, TcpState theirs) {
    return received(millis, 57, tcp, ours, theirs);
  }

  LadderSample received(double millis, int ttl, Tcp tcp, TcpState ours, TcpState theirs) {
    steps.add(
        new Step(
            ms(millis),
            true,
            false,
            THEM,
            ttl,
            Optional.of(tcp),
            Optional.empty(),
            ours,
            of(theirs)));
    return this;
  }

  LadderSample error(double millis, InetAddress from, IcmpError error, TcpState ours) {
    steps.add(
        new Step(
            ms(millis),
            false,
            false,
            from,
            63,
            Optional.empty(),
            Optional.of(error),
            ours,
            Optional.empty()));
    return this;
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  private static Optional<TcpState> of(TcpState state) {
    return Optional.ofNullable(state);
  }
}
