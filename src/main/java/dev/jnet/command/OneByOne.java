package dev.jnet.command;

import dev.jnet.batch.BatchTask;
import dev.jnet.batch.OpenedTarget;
import dev.jnet.batch.TargetQuestion;
import dev.jnet.link.LinkException;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Via;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/** Asks about one target at a time. The question is one that {@code --targets} can ask as well. */
record OneByOne(CommandRun run, BatchTask task) implements EachTarget<String> {
  @Override
  public int ask(String target) throws IOException {
    InetAddress address = run.network().names().host(task.host(target));
    OpenedTarget opened = task.open(target, address);
    return ask(opened.path(), opened.question().apply(opened.path()));
  }

  private <R> int ask(NetworkPath path, TargetQuestion<R> question) throws LinkException {
    NetworkPath.Outcome<R> outcome = run.ask(path, question.diagnosis(), question.time());
    Optional<Via> witness = task.witness();
    if (witness.isPresent()) {
      boolean silent = outcome.tally().received() == 0;
      outcome = KernelWitness.beside(outcome, path, witness.get(), silent, run);
    }
    return run.print(
        outcome.as(question.answer().of(outcome.result(), outcome.tally(), outcome.elapsed())));
  }

  @Override
  public String host(String target) {
    try {
      return task.host(target);
    } catch (IOException unreadable) {
      return "";
    }
  }

  @Override
  public String error(String target, IOException e) {
    return task.error(target, e);
  }
}
