package dev.jnet.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jnet.batch.TargetFileReading;
import dev.jnet.console.CommandException;
import dev.jnet.exporter.ProbeModules;
import dev.jnet.exporter.ProbeRequest;
import dev.jnet.exporter.RefusedException;
import dev.jnet.exporter.ReloadableModules;
import dev.jnet.exporter.web.ReloadableWebConfig;
import dev.jnet.options.habit.HabitReading;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the exporter and runs of many targets read: modules, requests, targets, earlier answers. A
 * value comes of it, or the one exception that says what is wrong.
 */
class FileFuzz {
  private static final String[] TIMES = {"10", "0", "-1", "NaN", "1e400", "0x1p3", "soon"};

  static Stream<byte[]> corpus() throws IOException {
    return Corpus.of(FileFuzz.class);
  }

  @MethodSource("corpus")
  @FuzzTest
  void anyText(byte[] bytes) throws IOException {
    Script script = new Script(bytes);
    int reader = script.choice(6);
    try {
      switch (reader) {
        case 0 -> request(script);
        case 1 -> read(script.rest(), TargetFileReading::targets);
        case 2 -> read(script.rest(), file -> TargetFileReading.answered(file, "ping"));
        case 3 -> read(script.rest(), FileFuzz::webConfig);
        case 4 -> habits(new String(script.rest(), StandardCharsets.UTF_8));
        default -> read(script.rest(), FileFuzz::modules);
      }
    } catch (CommandException | RefusedException expected) {
      if (String.valueOf(expected.getMessage()).isEmpty()) {
        throw new AssertionError("refused, but why?", expected);
      }
    }
  }

  private interface FileReader {
    void read(String file) throws IOException;
  }

  private static void read(byte[] bytes, FileReader reader) throws IOException {
    Path file = Files.createTempFile("fuzz", ".txt");
    try {
      Files.write(file, bytes);
      reader.read(file.toString());
    } finally {
      Files.delete(file);
    }
  }

  private static void modules(String file) throws CommandException {
    ReloadableModules modules = new ReloadableModules(Optional.of(Path.of(file)), line -> {});
    modules.get().all().forEach(module -> Fuzzing.printable(module.toString()));
  }

  /** A configuration file: what is wrong is told in two lines, which a terminal may have. */
  private static void habits(String text) throws CommandException {
    try {
      HabitReading.read(text);
    } catch (CommandException e) {
      Fuzzing.printable(e.getMessage());
      throw e;
    }
  }

  private static void webConfig(String file) throws CommandException {
    new ReloadableWebConfig(Optional.of(Path.of(file)), line -> {});
  }

  /** A request as the HTTP server hands it over: it has taken its address for a URI. */
  private static void request(Script script) throws RefusedException {
    Optional<String> time =
        script.flag() ? Optional.of(TIMES[script.choice(TIMES.length)]) : Optional.empty();
    String text = new String(script.rest(), StandardCharsets.ISO_8859_1);
    String query;
    try {
      query = new URI("/probe?" + text).getRawQuery();
    } catch (URISyntaxException e) {
      return;
    }
    try {
      ProbeRequest request = ProbeRequest.parse(query, time, ProbeModules.builtIn());
      Fuzzing.printable(request.target());
      boolean inTime = request.timeout().compareTo(request.module().timeout()) <= 0;
      if (request.timeout().isNegative() || request.timeout().isZero() || !inTime) {
        throw new AssertionError("a timeout of " + request.timeout());
      }
    } catch (RefusedException e) {
      Fuzzing.printable(e.getMessage());
      if (e.getMessage().indexOf('\n') >= 0) {
        throw new AssertionError("more than one line", e);
      }
      throw e;
    }
  }
}
