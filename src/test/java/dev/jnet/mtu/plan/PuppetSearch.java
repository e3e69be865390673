package dev.jnet.mtu.plan;

import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Failure;
import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.mtu.MtuResult.WayBack;
import dev.jnet.mtu.MtuSearch;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A search that does as it is told. */
class PuppetSearch implements MtuSearch {
  boolean answered;
  boolean done;
  boolean abandoned;
  int lower;
  Optional<Failure> failure = Optional.empty();
  final List<Reply> accepted = new ArrayList<>();
  Optional<Probe> next = Optional.empty();

  @Override
  public boolean answered() {
    return answered;
  }

  @Override
  public void abandon(long now) {
    abandoned = true;
    done = true;
  }

  @Override
  public Optional<Probe> next(long now) {
    Optional<Probe> probe = next;
    next = Optional.empty();
    return probe;
  }

  @Override
  public void accept(Reply reply) {
    accepted.add(reply);
  }

  @Override
  public long wakeAt() {
    return NEVER;
  }

  @Override
  public boolean done() {
    return done;
  }

  @Override
  public MtuResult result() {
    return new MtuResult(
        answered && lower > 0 ? Status.OK : Status.NO_REPLY,
        lower,
        lower + 1,
        Confidence.CONFIRMED,
        new MtuResult.Counts(1, 1, 1, 1),
        false,
        Optional.empty(),
        List.of(),
        List.of(),
        new WayBack(false, 0, 0),
        MtuResult.DontFragment.UNTESTED,
        failure,
        0,
        1,
        1);
  }
}
