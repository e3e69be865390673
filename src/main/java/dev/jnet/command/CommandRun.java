package dev.jnet.command;

import dev.jnet.batch.BatchTask;
import dev.jnet.console.Console;
import dev.jnet.console.Printout;
import dev.jnet.link.LinkException;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.OutputOptions;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Pace;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One run of a command: the network that it works on, and where its answers go.
 *
 * @param network the network, which is open until the run is closed
 * @param options the choice of the network, and how fast probes may leave
 * @param output the form of the answers
 * @param console where the answers go
 * @param stopped whether Ctrl-C was pressed; then the answer is what is known so far
 */
public record CommandRun(
    Network network,
    NetworkOptions options,
    OutputOptions output,
    Console console,
    BooleanSupplier stopped)
    implements AutoCloseable {
  /** Opens the network that the options name. */
  public static CommandRun open(
      NetworkOptions options, OutputOptions output, Console console, BooleanSupplier stopped)
      throws IOException {
    return new CommandRun(
        Network.open(options, console, stopped), options, output, console, stopped);
  }

  /** Asks about each target in turn. Returns the highest of their exit codes. */
  public <T> int each(List<T> targets, EachTarget<T> question) {
    return loop().run(targets, question);
  }

  /** Asks about each target in turn. The question is one that {@code --targets} can ask as well. */
  public int each(List<String> targets, BatchTask question) {
    return each(targets, new OneByOne(this, question));
  }

  /** The loop over the targets of this run. */
  public TargetLoop loop() {
    Runnable last = network.privileges()::nextLinkIsTheLast;
    return new TargetLoop(
        output, console, last, AllAddresses.namer(network.names(), console), stopped);
  }

  /** Whether Ctrl-C has ended this run. */
  public boolean isStopped() {
    return stopped.getAsBoolean();
  }

  /** What is left of a time in ns that the user has named; each step has all of any other time. */
  public long left(long time, long spent) {
    return options.patience().isPresent() ? Math.max(0, time - spent) : time;
  }

  /** How fast probes may leave. */
  public Pace pace() {
    return options.pace();
  }

  /**
   * Runs a diagnosis for at most {@code nanos} ns, for a command to which silence is an answer. If
   * Ctrl-C ends the run before an answer could come, the run is broken, not silent.
   */
  public <R> NetworkPath.Outcome<R> ask(NetworkPath path, Diagnosis<R> diagnosis, long nanos) {
    return path.ask(diagnosis, pace(), nanos, stopped);
  }

  /** Runs a diagnosis for at most {@code nanos} ns. */
  public <R> NetworkPath.Outcome<R> run(NetworkPath path, Diagnosis<R> diagnosis, long nanos) {
    return path.run(diagnosis, pace(), nanos, stopped);
  }

  /**
   * Prints the outcome of a question, unless the link broke before any reply came.
   *
   * @return the exit code of the answer
   * @throws LinkException when the link broke; what was known is printed first
   */
  public int print(NetworkPath.Outcome<? extends Printout> outcome) throws LinkException {
    if (outcome.worthTelling()) {
      print(outcome.result());
    }
    outcome.orThrow();
    return exitCode(outcome.result());
  }

  /** Prints an answer in the form that the options ask for. */
  public void print(Printout answer) {
    new AnswerPrinter(output, console).print(answer);
  }

  /** The exit code of an answer. */
  public int exitCode(Printout answer) {
    return new AnswerPrinter(output, console).exitCode(answer);
  }

  /**
   * Closes the network. Answers are printed before, because the kernel takes a while to close a
   * link.
   */
  @Override
  public void close() throws IOException {
    console.out().flush();
    network.close();
  }
}
