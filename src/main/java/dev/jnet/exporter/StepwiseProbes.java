package dev.jnet.exporter;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.network.Network;
import dev.jnet.options.NetworkOptions;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Makes the probes whose modules ask step by step, a few of them at once. */
public final class StepwiseProbes {
  /** How many are made at once. */
  public static final int AT_ONCE = 8;

  /** How long before the probe's deadline its steps end, in ns. */
  private static final long LAST_WORDS = 100 * Nanos.MILLISECOND;

  private final NetworkOptions options;
  private final Console console;
  private final Function<ModuleKind, StepwiseQuestion> questions;
  private final BooleanSupplier stopped;
  private final WaitingOrders orders = new WaitingOrders();

  /**
   * No probes yet.
   *
   * @param options with which a network is opened for each probe
   * @param console for warnings
   * @param questions what each kind of module asks
   * @param stopped true ends all
   */
  public StepwiseProbes(
      NetworkOptions options,
      Console console,
      Function<ModuleKind, StepwiseQuestion> questions,
      BooleanSupplier stopped) {
    this.options = options;
    this.console = console;
    this.questions = questions;
    this.stopped = stopped;
  }

  /** Starts the threads. They inherit the capabilities of the thread that calls. */
  void begin() {
    for (int i = 0; i < AT_ONCE; i++) {
      Thread thread = new Thread(this::work, "jnet-exporter-steps");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Takes a probe; any thread may call. */
  void submit(ProbeOrder order) {
    orders.add(order);
  }

  private void work() {
    while (!stopped.getAsBoolean()) {
      orders.await().filter(order -> !order.isOver()).ifPresent(this::make);
    }
  }

  private void make(ProbeOrder order) {
    BooleanSupplier over = () -> stopped.getAsBoolean() || order.remaining() < LAST_WORDS;
    try (Network network = Network.open(options, console, over)) {
      network.privileges().wereGivenUpBefore();
      StepwiseQuestion question = questions.apply(order.module().kind());
      order
          .answer()
          .complete(
              question.ask(order, new StepwiseQuestion.Setting(network, options, console, over)));
    } catch (IOException e) {
      order.answer().complete(ProbeAnswer.failed(CommandException.message(e)));
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      order.answer().completeExceptionally(e); // the thread makes other probes, too
    }
  }
}
