package dev.jnet.command;

import dev.jnet.batch.BatchTask;
import dev.jnet.batch.TargetQuestion;
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
 * @param network open until the run is closed
 * @param options which network that is, and how fast probes may leave
 * @param output in which form to answer
 * @param console where the answers go
 * @param stopped whether somebody has pressed Ctrl-C: what is known by then is the answer
 */
public record CommandRun(
    Network network,
    NetworkOptions options,
    OutputOptions output,
    Console console,
    BooleanSupplier stopped)
    implements AutoCloseable {
  /** Bytes of a captured frame, where the kernel may have joined several segments to one. */
  public static final int SNAP_FOR_DATA = 65_600;

  /** Opens the network that the options name. */
  public static CommandRun open(
      NetworkOptions options, OutputOptions output, Console console, BooleanSupplier stopped)
      throws IOException {
    return new CommandRun(
        Network.open(options, console, stopped), options, output, console, stopped);
  }

  /** Asks about each target in turn; the exit code is the highest of theirs. */
  public <T> int each(List<T> targets, EachTarget<T> question) {
    return loop().run(targets, question);
  }

  /** Asks about each target in turn what {@code --targets} asks about all of them at once. */
  public int each(List<String> targets, BatchTask question) {
    return each(targets, new OneByOne(this, question));
  }

  /** The loop over the targets of this run. */
  public TargetLoop loop() {
    return new TargetLoop(output, console, network.privileges()::nextLinkIsTheLast, stopped);
  }

  /** Whether Ctrl-C has ended this run. */
  public boolean isStopped() {
    return stopped.getAsBoolean();
  }

  /** How fast probes may leave. */
  public Pace pace() {
    return options.pace();
  }

  /**
   * Asks for at most so long, for a command that would call silence an answer: a run that Ctrl-C
   * ends before an answer could come is broken, not silent.
   */
  public <R> NetworkPath.Outcome<R> ask(NetworkPath path, Diagnosis<R> diagnosis, long nanos) {
    return path.ask(diagnosis, pace(), nanos, stopped);
  }

  /** Runs a diagnosis for at most so many ns. */
  public <R> NetworkPath.Outcome<R> run(NetworkPath path, Diagnosis<R> diagnosis, long nanos) {
    return path.run(diagnosis, pace(), nanos, stopped);
  }

  /**
   * Asks a question, and prints the answer.
   *
   * @return the exit code of the answer
   * @throws LinkException when the link broke; what was known by then is printed
   */
  public <R> int answer(NetworkPath path, TargetQuestion<R> question) throws LinkException {
    NetworkPath.Outcome<R> outcome = ask(path, question.diagnosis(), question.time());
    return print(
        outcome.as(question.answer().of(outcome.result(), outcome.tally(), outcome.elapsed())));
  }

  /**
   * Prints what came of a question, unless the link broke before anything came back.
   *
   * @return the exit code of the answer
   * @throws LinkException when the link broke; what was known by then is printed
   */
  public int print(NetworkPath.Outcome<? extends Printout> outcome) throws LinkException {
    if (outcome.worthTelling()) {
      output.print(outcome.result(), console);
    }
    outcome.orThrow();
    return outcome.result().exitCode();
  }

  /** Closes the network, which takes the kernel a while: the answers are printed before. */
  @Override
  public void close() throws IOException {
    console.out().flush();
    network.close();
  }
}
