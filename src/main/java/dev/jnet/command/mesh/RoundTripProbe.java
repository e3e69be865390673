package dev.jnet.command.mesh;

import dev.jnet.link.Frame;
import dev.jnet.mesh.Trip;
import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingResult;
import dev.jnet.probe.ForwardingDiagnosis;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import java.util.function.Consumer;

/** A few echo requests to the other member. Packets of trains that come meanwhile are not lost. */
final class RoundTripProbe extends ForwardingDiagnosis<PingResult> {
  /** The wait for a receiver whose round trip is not known, in ns. */
  static final long UNKNOWN_PATIENCE = 500 * Nanos.MILLISECOND;

  private static final int PINGS = 3;
  private static final long INTERVAL = 5 * Nanos.MILLISECOND;

  private final Consumer<Frame> others;

  RoundTripProbe(Trip trip, Consumer<Frame> others) {
    super(new PingDiagnosis(question(trip)));
    this.others = others;
  }

  private static PingQuestion question(Trip trip) {
    PingQuestion.Schedule schedule =
        new PingQuestion.Schedule(PINGS, INTERVAL, false, 0, UNKNOWN_PATIENCE, Nanos.SECOND);
    return new PingQuestion(
        trip.target(), trip.hop(), Via.ICMP, PingQuestion.Shape.DEFAULT, schedule, trip.token());
  }

  @Override
  public void overhear(Frame frame) {
    super.overhear(frame);
    others.accept(frame);
  }
}
