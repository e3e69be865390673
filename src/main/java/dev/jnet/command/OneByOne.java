package dev.jnet.command;

import dev.jnet.batch.BatchTask;
import dev.jnet.batch.OpenedTarget;
import java.io.IOException;
import java.net.InetAddress;

/** Asks about one target at a time the question that {@code --targets} asks about all at once. */
record OneByOne(CommandRun run, BatchTask task) implements EachTarget<String> {
  @Override
  public int ask(String target) throws IOException {
    InetAddress address = run.network().host(task.host(target));
    OpenedTarget opened = task.open(target, address);
    return run.answer(opened.path(), opened.question().apply(opened.path()));
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
