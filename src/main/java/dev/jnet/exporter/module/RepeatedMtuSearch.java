package dev.jnet.exporter.module;

import dev.jnet.mtu.MtuDiagnosis;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.plan.FirstAnswered;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import java.util.Optional;

/**
 * Finds the path MTU of a path whose path MTU was found before: checks that one, and searches anew
 * only where it no longer holds.
 */
final class RepeatedMtuSearch implements Diagnosis<RepeatedMtuSearch.Result> {
  private final MtuQuestion question;
  private final KnownPathMtu check;
  private final FirstAnswered search;
  private final FirstAnswered.Result before;
  private boolean searching;

  /**
   * The answer.
   *
   * @param checked whether the result is the earlier one, which was checked and still holds
   */
  record Result(FirstAnswered.Result found, boolean checked) {}

  /**
   * A search that has not begun.
   *
   * @param before what was found before, by echo requests
   * @param search for when it does not hold
   */
  RepeatedMtuSearch(MtuQuestion question, FirstAnswered.Result before, FirstAnswered search) {
    this.question = question;
    this.check = new KnownPathMtu(question, before.result());
    this.before = before;
    this.search = search;
  }

  @Override
  public Optional<Probe> next(long now) {
    if (!searching) {
      Optional<Probe> probe = check.next(now);
      searching = check.done() && !check.result();
      if (!searching) {
        return probe;
      }
    }
    return search.next(now);
  }

  @Override
  public void accept(Reply reply) {
    if (searching) {
      search.accept(reply);
    } else {
      check.accept(reply);
    }
  }

  @Override
  public void missedFrames() {
    if (searching) {
      search.missedFrames();
    } else {
      check.missedFrames();
    }
  }

  @Override
  public void left(Probe probe, long at) {
    search.left(probe, at);
  }

  @Override
  public long wakeAt() {
    boolean failed = check.done() && !check.result();
    if (!searching) {
      return failed ? Long.MIN_VALUE : check.wakeAt();
    }
    return search.wakeAt();
  }

  @Override
  public boolean done() {
    return searching ? search.done() : check.done() && check.result();
  }

  /** What was found; nothing where the check was cut short. */
  @Override
  public Result result() {
    if (searching) {
      return new Result(search.result(), false);
    }
    return check.result()
        ? new Result(before, true)
        : new Result(new FirstAnswered.Result(0, new MtuDiagnosis(question).result()), false);
  }
}
