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
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The targets that are reached by one link, of which up to 1,000 are asked at the same time. */
public final class LinkCrowd implements Crowd.Feed {
  private static final int MAX_AT_ONCE = 1000;

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
  private final ArrayDeque<Queued> waiting = new ArrayDeque<>();
  private final NextHops nextHops = new NextHops();
  private boolean running;
  private long pausedBefore;
  private long pausedInAll;
  private LinkException broken;

  /** A question that waits for its turn. */
  private record Queued(Crowd.Member<?> member, PausedTime paused) {}

  /** The time in which jnet did not run while one target was asked about, in ns. */
  private final class PausedTime {
    private long counted;
    private long from = pausedInAll;

    /** The target waits in the queue: pauses do not matter to it. */
    void stop() {
      counted += pausedInAll - from;
    }

    void resume() {
      from = pausedInAll;
    }

    long total() {
      return counted + pausedInAll - from;
    }
  }

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
    pausedInAll += paused - pausedBefore;
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
    pausedInAll += link.paused();
    PausedTime paused = new PausedTime();
    if (path.question().isEmpty()) {
      waiting.add(queued(number, address, opened.question().apply(path), paused));
      return;
    }
    NextHops.Waiting target =
        mac -> {
          if (mac.isPresent()) {
            pausedInAll += link.paused();
            TargetQuestion<?> question = opened.question().apply(path.to(mac.get()));
            waiting.add(queued(number, address, question, paused));
          } else {
            source.fail(number, path.silence());
          }
        };
    nextHops
        .find(path.question().get(), link.now(), target)
        .ifPresent(search -> waiting.add(new Queued(search, new PausedTime())));
  }

  private <R> Queued queued(
      int number, InetAddress address, TargetQuestion<R> question, PausedTime paused) {
    paused.stop();
    Crowd.Member<R> member =
        new Crowd.Member<>(
            address,
            question.diagnosis(),
            question.time(),
            (result, tally, elapsed) -> {
              pausedInAll += link.paused();
              Tally told = tally.afterPauses(paused.total());
              source.answer(number, question.answer().of(result, told, elapsed));
            });
    return new Queued(member, paused);
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
    pausedInAll += link.paused();
    if (waiting.isEmpty()) {
      try {
        source.advance(this);
      } catch (LinkException e) {
        broken = e;
      }
    }
    Optional<Queued> first = Optional.ofNullable(waiting.poll());
    first.ifPresent(queued -> queued.paused().resume());
    return first.map(Queued::member);
  }

  @Override
  public boolean exhausted() {
    return waiting.isEmpty() && source.isSpent();
  }
}
