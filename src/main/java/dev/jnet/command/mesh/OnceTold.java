package dev.jnet.command.mesh;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Hands each message on once, however often it comes: a controller looks again and again. */
final class OnceTold implements Consumer<String> {
  private final Consumer<String> reader;
  private final Set<String> told = new HashSet<>();

  OnceTold(Consumer<String> reader) {
    this.reader = reader;
  }

  @Override
  public void accept(String message) {
    if (told.add(message)) {
      reader.accept(message);
    }
  }
}
