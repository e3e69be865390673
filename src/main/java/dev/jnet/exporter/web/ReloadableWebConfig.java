package dev.jnet.exporter.web;

import dev.jnet.console.CommandException;
import dev.jnet.console.FileStamps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The file of {@code --web.config.file}. Each connection and each request gets the settings as they
 * are then: it is read anew, with the files that it names, unless none of them has changed. A
 * broken file changes nothing, but is told, once for each mistake.
 */
public final class ReloadableWebConfig implements Supplier<WebConfig> {
  private final Optional<Path> file;
  private final Consumer<String> log;
  private WebConfig config = WebConfig.OPEN;

  /** The files of the settings, as they were before they were read; empty to read them anew. */
  private Optional<FileStamps> stamps = Optional.empty();

  private String told = "";

  /**
   * Reads the file for the first time.
   *
   * @param file empty for none
   * @param log what is to be told about the file, one line at a time
   * @throws CommandException when the file cannot be read, or something is wrong with it
   */
  public ReloadableWebConfig(Optional<Path> file, Consumer<String> log) throws CommandException {
    this.file = file;
    this.log = log;
    if (file.isPresent()) {
      config = WebConfig.read(file.get());
    }
  }

  /** The settings as the file has them now. */
  @Override
  public synchronized WebConfig get() {
    if (file.isPresent() && !stamps.map(FileStamps::areCurrent).orElse(false)) {
      stamps = Optional.empty();
      List<Path> before = files(config);
      FileStamps stampsBefore = FileStamps.of(before);
      try {
        WebConfig read = WebConfig.readAnew(file.get());
        if (read.tls().isPresent() != config.tls().isPresent()) {
          tell(said("restart jnet exporter to switch TLS on or off"));
        } else if (read.users().isEmpty() != config.users().isEmpty()) {
          // A file that is just being written may be empty, and nobody is to be let in by that.
          tell(said("restart jnet exporter to switch passwords on or off"));
        } else {
          config = read;
          told = "";
          if (files(read).equals(before)) {
            stamps = Optional.of(stampsBefore);
          }
        }
      } catch (CommandException e) {
        tell(e.getMessage());
      } catch (OutOfMemoryError | StackOverflowError e) {
        tell(said("takes too much memory"));
      }
    }
    return config;
  }

  private List<Path> files(WebConfig read) {
    List<Path> files = new ArrayList<>(List.of(file.orElseThrow()));
    read.tls().ifPresent(tls -> files.addAll(tls.files()));
    return files;
  }

  private String said(String what) {
    return "--web.config.file " + file.orElseThrow() + ": " + what;
  }

  private void tell(String mistake) {
    if (!told.equals(mistake)) {
      told = mistake;
      log.accept(mistake + " (the settings stay as they were)");
    }
  }
}
