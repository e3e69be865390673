package dev.jnet.exporter;

import dev.jnet.batch.LinkCrowd;
import dev.jnet.batch.OpenedTarget;
import dev.jnet.console.CommandException;
import dev.jnet.console.Pause;
import dev.jnet.console.Printout;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.network.Network;
import dev.jnet.probe.Pace;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Makes the probes. One thread makes all that do not run in steps. When this machine's network
 * changes, the links are opened anew, and the probes under way begin again, once.
 */
public final class ProbeEngine implements LinkCrowd.Source {
  /** The most probes at once, including those that wait. */
  private static final int MAX_PROBES = 2000;

  /** How long one link is looked after where there are several, in ns. */
  private static final long TURN = 5 * Nanos.MILLISECOND;

  /** How long the only link is looked after, in ns. */
  private static final long LONG_TURN = 100 * Nanos.MILLISECOND;

  /** How long to wait before a network is opened that could not be opened, in ns. */
  private static final long RETRY = 500 * Nanos.MILLISECOND;

  /** Opens the network that probes go to. */
  public interface Opening {
    /** A network that has not been used yet. */
    Network open() throws IOException;
  }

  private final Opening opening;
  private final Function<ModuleKind, ModuleQuestion> questions;
  private final StepwiseProbes stepwise;
  private final double rate;
  private final BooleanSupplier stopped;
  private final WaitingOrders orders = new WaitingOrders();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicLong reopened = new AtomicLong();
  private final TargetStates states = new TargetStates();
  private final Map<Integer, ProbeOrder> begun = new LinkedHashMap<>();
  private final Map<Link, LinkCrowd> crowds = new HashMap<>();
  private volatile TargetAddresses addresses;
  private Network network;
  private Pace pace;
  private int number;

  /**
   * An engine that does not run.
   *
   * @param questions what each kind of module asks that is not asked step by step
   * @param stepwise makes the probes of the other kinds
   * @param rate packets a second, of all probes together
   * @param stopped true ends it
   */
  public ProbeEngine(
      Opening opening,
      Function<ModuleKind, ModuleQuestion> questions,
      StepwiseProbes stepwise,
      double rate,
      BooleanSupplier stopped) {
    this.opening = opening;
    this.questions = questions;
    this.stepwise = stepwise;
    this.rate = rate;
    this.stopped = stopped;
  }

  /**
   * Works until it is stopped.
   *
   * @param ready is run when this process has given its privileges away
   * @throws IOException when the network cannot be opened at the beginning
   */
  public void run(Runnable ready) throws IOException {
    try (Network first = opening.open()) {
      first.privileges().giveUpNow();
      stepwise.begin();
      use(first);
      ready.run();
      serve();
    } catch (LinkException e) {
      beginAgain(e);
    }
    Pause pause = new Pause(stopped);
    boolean goesOn = !stopped.getAsBoolean();
    while (goesOn) {
      try (Network next = opening.open()) {
        next.privileges().wereGivenUpBefore();
        use(next);
        serve();
        goesOn = false;
      } catch (IOException e) {
        beginAgain(e);
        goesOn = pause.of(RETRY);
      }
    }
  }

  /** On another network, names may have other addresses. */
  private void use(Network opened) {
    network = opened;
    addresses = new TargetAddresses(opened.names(), System::nanoTime);
  }

  /** A bug in one probe must not end the others: they begin again, as on a new link. */
  private void serve() throws LinkException {
    try {
      while (!stopped.getAsBoolean()) {
        if (begun.isEmpty()) {
          orders.await().ifPresent(this::begin);
        }
        for (LinkCrowd crowd : new ArrayList<>(crowds.values())) {
          crowd.run(crowds.size() == 1 ? LONG_TURN : TURN);
        }
      }
    } catch (RuntimeException e) {
      throw new LinkException("a bug in jnet: " + e, e);
    }
  }

  /** Puts the probes under way back in the queue, but those for which that was done before. */
  private void beginAgain(IOException e) {
    reopened.incrementAndGet();
    List<ProbeOrder> open = new ArrayList<>(begun.values());
    begun.clear();
    crowds.clear();
    pace = null;
    for (ProbeOrder order : open) {
      if (order.isRepeated()) {
        order.answer().complete(ProbeAnswer.failed(CommandException.message(e)));
      } else {
        orders.add(order.again());
      }
    }
  }

  /**
   * Takes a probe; any thread may call.
   *
   * @throws RefusedException when there are too many already
   */
  void submit(ProbeOrder order) throws RefusedException {
    if (unanswered.incrementAndGet() > MAX_PROBES) {
      unanswered.decrementAndGet();
      throw new RefusedException(
          503, "Too many probes at once: at most " + MAX_PROBES + "; scrape less often");
    }
    // The order is answered whatever this gives: it only counts.
    var unused = order.answer().whenComplete((answer, failure) -> unanswered.decrementAndGet());
    if (order.module().kind().isStepwise()) {
      stepwise.submit(order);
    } else {
      orders.add(order);
    }
  }

  /** The addresses of targets, as this machine resolves them; any thread may ask. */
  TargetAddresses addresses() {
    return addresses;
  }

  /** How many probes are not answered yet. */
  public int unanswered() {
    return unanswered.get();
  }

  /** How often the links were opened anew. */
  public long reopened() {
    return reopened.get();
  }

  private void begin(ProbeOrder order) {
    if (order.isOver()) {
      return;
    }
    int own = number++;
    begun.put(own, order);
    try {
      OpenedTarget opened =
          questions.apply(order.module().kind()).open(order, network, states.of(order));
      crowds.computeIfAbsent(opened.path().link(), this::crowd).add(own, order.address(), opened);
    } catch (IOException e) {
      fail(own, e);
    } catch (RuntimeException e) { // what is asked next must not suffer from a bug in jnet
      begun.remove(own).answer().completeExceptionally(e);
    }
  }

  /** All links together send at one pace. */
  private LinkCrowd crowd(Link link) {
    if (pace == null) {
      pace = Pace.steady(rate, link.now());
    }
    return new LinkCrowd(link, pace, stopped, this);
  }

  @Override
  public void advance(LinkCrowd crowd) {
    while (!crowd.isWaiting() && crowd.hasRoom()) {
      Optional<ProbeOrder> order = orders.poll();
      if (order.isEmpty()) {
        return;
      }
      begin(order.get());
    }
  }

  @Override
  public boolean isSpent() {
    return begun.isEmpty() && orders.isEmpty();
  }

  @Override
  public void answer(int answered, Printout answer) {
    begun.remove(answered).answer().complete((ProbeAnswer) answer);
  }

  @Override
  public void fail(int failed, IOException e) {
    begun.remove(failed).answer().complete(ProbeAnswer.failed(CommandException.message(e)));
  }
}
