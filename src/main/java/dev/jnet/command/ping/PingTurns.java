package dev.jnet.command.ping;

import dev.jnet.command.CommandRun;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.ping.PingResult;
import dev.jnet.probe.Prober;
import dev.jnet.probe.Several;
import dev.jnet.probe.Tally;
import dev.jnet.unit.Nanos;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pings all targets at once. If several links lead to them, the links take short turns. */
final class PingTurns {
  /**
   * A time limit that is never reached, because a schedule ends by itself. In ns; it is small
   * enough to be added to a time.
   */
  static final long TIME = Nanos.FOREVER / 4;

  /** How long a turn of one of several links lasts, in ns. */
  private static final long TURN = 5 * Nanos.MILLISECOND;

  private final Map<Link, List<PingTarget>> targets = new LinkedHashMap<>();
  private final CommandRun run;

  PingTurns(CommandRun run) {
    this.run = run;
  }

  /** Adds a target that this link leads to. */
  void add(Link link, PingTarget target) {
    targets.computeIfAbsent(link, unused -> new ArrayList<>()).add(target);
  }

  /** The targets of one link. */
  private record Turn(
      Link link, Prober prober, List<PingTarget> targets, Several<PingResult> pings) {
    void take(long nanos) throws LinkException {
      prober.run(pings, nanos == Nanos.FOREVER ? nanos : link.now() + nanos);
    }

    /** Reports the frames that were not captured, and pauses, to the targets of this link. */
    void end() {
      Tally tally = prober.tally();
      // by which interface a reply came is not counted for each target
      boolean one = targets.size() == 1;
      Tally shared = new Tally(0, 0, 0).without(tally.uncaptured()).afterPauses(tally.paused());
      Tally seen = one ? tally : shared;
      targets.forEach(target -> target.after(seen));
    }
  }

  /**
   * Pings until all targets are done, or Ctrl-C is pressed.
   *
   * @throws LinkException when a link broke; the targets know what came before
   */
  void ping() throws LinkException {
    List<Turn> turns = new ArrayList<>();
    for (Map.Entry<Link, List<PingTarget>> each : targets.entrySet()) {
      turns.add(turn(each));
    }
    List<Turn> open = new ArrayList<>(turns);
    try {
      while (!open.isEmpty() && !run.isStopped()) {
        long time = open.size() == 1 ? Nanos.FOREVER : TURN;
        for (Turn turn : open) {
          turn.take(time);
        }
        open.removeIf(turn -> turn.pings().done());
      }
    } finally {
      turns.forEach(Turn::end);
    }
  }

  private Turn turn(Map.Entry<Link, List<PingTarget>> each) {
    List<NarratedPing> pings = new ArrayList<>();
    for (PingTarget target : each.getValue()) {
      pings.add(target.ping());
    }
    return new Turn(
        each.getKey(),
        new Prober(each.getKey(), run.pace(), run.stopped()),
        each.getValue(),
        new Several<>(pings));
  }
}
