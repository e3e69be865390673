package dev.jnet.trace;

import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.trace.PathWatchResult.WatchedHop;
import dev.jnet.trace.TraceResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Watches a path: it repeats a trace with one probe a hop. All rounds are one flow, so they take
 * one path as long as the network does not change.
 */
public final class PathWatch implements Diagnosis<PathWatchResult> {
  private final TraceQuestion question;
  private final TraceProbes probes;
  private final long interval;
  private final int most;
  private final List<HopRecord> hops = new ArrayList<>();

  private TraceDiagnosis round;
  private long nextRoundAt = Long.MIN_VALUE;
  private int rounds;
  private int end;
  private Status status = Status.SILENT;

  /**
   * A watch that has not begun.
   *
   * @param interval the least time from the beginning of a round to that of the next, in ns
   * @param rounds how many rounds; 0 for no end
   */
  public PathWatch(TraceQuestion question, long interval, int rounds) {
    this.question = question.once(question.most());
    this.probes = new TraceProbes(this.question);
    this.interval = interval;
    this.most = rounds;
  }

  @Override
  public Optional<Probe> next(long now) {
    if (round == null && !done() && now >= nextRoundAt) {
      // no hop is behind a target that has answered
      round = TraceDiagnosis.round(question.once(end == 0 ? question.most() : end), probes);
      nextRoundAt = now + interval;
    }
    if (round == null) {
      return Optional.empty();
    }
    Optional<Probe> probe = round.next(now);
    if (round.done()) {
      finishRound();
      return next(now);
    }
    return probe;
  }

  private void finishRound() {
    TraceResult result = round.result();
    int last = 0;
    for (Hop hop : result.hops()) {
      boolean router = !hop.silent() && hop.answers().get(0).kind().isRouter();
      if (router && hop.ttl() >= end) {
        end = 0; // the path has become longer
      }
      last = hop.ttl();
    }
    if (result.status() != Status.SILENT) {
      end = end == 0 ? last : Math.min(end, last);
    }
    for (Hop hop : result.hops()) {
      // a hop behind the end is the target once more, whose answer at the end was lost
      if (end == 0 || hop.ttl() <= end) {
        record(hop.ttl()).add(hop);
      }
    }
    for (int ttl = Math.max(last + 1, question.first()); ttl <= end; ttl++) {
      record(ttl).missed();
    }
    if (status != Status.REACHED) {
      status = result.status();
    }
    rounds++;
    round = null;
  }

  private HopRecord record(int ttl) {
    while (hops.size() <= ttl - question.first()) {
      hops.add(new HopRecord(question.first() + hops.size()));
    }
    return hops.get(ttl - question.first());
  }

  @Override
  public void accept(Reply reply) {
    if (round != null) {
      round.accept(reply);
    }
  }

  @Override
  public long wakeAt() {
    return round != null ? round.wakeAt() : nextRoundAt;
  }

  /** How many rounds are over. */
  public int rounds() {
    return rounds;
  }

  @Override
  public boolean done() {
    return most > 0 && rounds >= most;
  }

  @Override
  public PathWatchResult result() {
    List<WatchedHop> snapshots = new ArrayList<>();
    double least = 1;
    for (int i = hops.size() - 1; i >= 0; i--) {
      WatchedHop hop = hops.get(i).snapshot(least);
      snapshots.add(0, hop);
      least = hop.received() > 0 ? Math.min(least, hop.missing()) : least;
    }
    return new PathWatchResult(status, question.via(), rounds, snapshots);
  }
}
