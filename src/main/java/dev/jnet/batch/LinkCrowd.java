package dev.jnet.batch;

import dev.jnet.console.Printout;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.neighbor.NextHops;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Crowd;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.probe.Tally;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The targets that are reached by one link, of which up to 1,000 are asked at the same time. */
public final class LinkCrowd implements Crowd.Feed {
  private static final int MAX_AT_ONCE = 1000;

  /** So many pauses are remembered: more than any question lives through. */
  private static final int MAX_PAUSES = 100;

  /** Where the targets of a link come from, and where their answers go. */
  public interface Source {
    /** Opens further targets, until one waits for this link or there is none at the moment. */
    void advance(LinkCrowd crowd) throws LinkException;

    /** Whether no further target will come. */
    boolean isSpent();

    /** Takes the answer about the target of this number. */
    void answer(int number, Printout answer);

    /** Takes the reason why the target of this number could not be asked. */
    void fail(int number, IOException e);
  }

  private final Link link;
  private final Source source;
  private final Prober prober;
  private final Crowd crowd = new Crowd(this, MAX_AT_ONCE);
  private final ArrayDeque<Crowd.Member<?>> waiting = new ArrayDeque<>();
  private final NextHops nextHops = new NextHops();
  private final List<Pause> pauses = new ArrayList<>();
  private boolean running;
  private long pausedBefore;
  private LinkException broken;

  /** A time of this length in which jnet did not run; it had ended at this time. Both in ns. */
  private record Pause(long at, long length) {}

  /**
   * A link without a target.
   *
   * @param pace of all links together
   * @param stopped true ends a run early
   */
  public LinkCrowd(Link link, Pace pace, BooleanSupplier stopped, Source source) {
    this.link = link;
    this.source = source;
    this.prober = new Prober(link, pace, stopped);
  }

  /**
   * Asks and listens for {@code time} ns. As long as a question is open, the time until the next
   * call belongs to the run, too, so that a pause in it is seen.
   */
  public void run(long time) throws LinkException {
    if (!running) {
      running = true;
      link.running(true);
    }
    prober.run(crowd, link.now() + time);
    long paused = prober.tally().paused();
    note(paused - pausedBefore);
    pausedBefore = paused;
    if (!crowd.isOpen() && waiting.isEmpty()) {
      running = false;
      link.running(false);
    }
    if (broken != null) {
      throw broken;
    }
  }

  /** Puts the question about a target in the queue, once the next hop is found. */
  public void add(int number, InetAddress address, OpenedTarget opened) {
    NetworkPath path = opened.path();
    if (path.question().isEmpty()) {
      waiting.add(member(number, address, opened.question().apply(path)));
      return;
    }
    NextHops.Waiting target =
        mac -> {
          if (mac.isPresent()) {
            waiting.add(member(number, address, opened.question().apply(path.to(mac.get()))));
          } else {
            source.fail(number, path.silence());
          }
        };
    nextHops.find(path.question().get(), link.now(), target).ifPresent(waiting::add);
  }

  private <R> Crowd.Member<R> member(int number, InetAddress address, TargetQuestion<R> question) {
    return new Crowd.Member<>(
        address,
        question.diagnosis(),
        question.time(),
        (result, tally, elapsed) -> {
          Tally told = tally.afterPauses(pausedDuring(elapsed));
          source.answer(number, question.answer().of(result, told, elapsed));
        });
  }

  /** How long jnet did not run in the last so many ns. */
  private long pausedDuring(long elapsed) {
    note(link.paused());
    long since = link.now() - elapsed;
    return pauses.stream().filter(each -> each.at() >= since).mapToLong(Pause::length).sum();
  }

  /**
   * Notes a pause. It belongs to the questions that it fell into: so it is looked for when one
   * begins, and when one ends.
   */
  private void note(long length) {
    if (length > 0) {
      pauses.add(new Pause(link.now(), length));
      if (pauses.size() > MAX_PAUSES) {
        pauses.remove(0);
      }
    }
  }

  /** Whether a question waits for its turn. */
  public boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** Whether further targets may be opened: those that wait are kept in memory. */
  public boolean hasRoom() {
    return waiting.size() + nextHops.waiting() < MAX_AT_ONCE;
  }

  /** Whether all targets of this link are answered, and no further one will come. */
  public boolean isDone() {
    return crowd.done();
  }

  /** What was sent and received. */
  public Tally tally() {
    return prober.tally();
  }

  @Override
  public Optional<Crowd.Member<?>> next() {
    note(link.paused());
    if (waiting.isEmpty()) {
      try {
        source.advance(this);
      } catch (LinkException e) {
        broken = e;
      }
    }
    return Optional.ofNullable(waiting.poll());
  }

  @Override
  public boolean exhausted() {
    return waiting.isEmpty() && source.isSpent();
  }
}
