package dev.jnet.exporter;

import dev.jnet.console.CommandException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The modules, which are read again on request. A broken file changes nothing. */
public final class ReloadableModules implements Supplier<ProbeModules> {
  private final Optional<Path> file;
  private final Consumer<String> log;
  private volatile ProbeModules modules = ProbeModules.builtIn();
  private volatile boolean isLoaded = true;

  /**
   * The built-in modules, and those of a file where there is one.
   *
   * @param log takes what is to be told about reloading, one line at a time
   * @throws CommandException when the file cannot be read, or is none
   */
  public ReloadableModules(Optional<Path> file, Consumer<String> log) throws CommandException {
    this.file = file;
    this.log = log;
    if (file.isPresent()) {
      modules = ModulesFile.read(file.get());
    }
  }

  @Override
  public ProbeModules get() {
    return modules;
  }

  /** Whether the file had no mistake when it was last read. */
  public boolean isLoaded() {
    return isLoaded;
  }

  /**
   * Reads the file anew.
   *
   * @return what is wrong with it; then the modules stay as they were
   */
  public synchronized Optional<String> reload() {
    if (file.isEmpty()) {
      log.accept("nothing to read anew: there is no --modules FILE");
      return Optional.empty();
    }
    try {
      modules = ModulesFile.readAnew(file.get());
      isLoaded = true;
      log.accept("modules read anew from " + file.get());
      return Optional.empty();
    } catch (CommandException e) {
      return refused(e.getMessage());
    } catch (OutOfMemoryError | StackOverflowError e) {
      return refused("--modules " + file.get() + ": takes too much memory");
    }
  }

  private Optional<String> refused(String mistake) {
    isLoaded = false;
    log.accept(mistake + " (the modules stay as they were)");
    return Optional.of(mistake);
  }
}
