package dev.jnet.testnet;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** What a killed test run leaves is found by all runs that start afterwards, at the same time. */
class LeftoversTest {
  @RepeatedTest(5)
  void severalRunsMayRemoveOneFolder(@TempDir Path parent) throws IOException {
    List<Path> folders = IntStream.range(0, 20).mapToObj(i -> parent.resolve("jn1-" + i)).toList();
    for (Path folder : folders) {
      for (int i = 0; i < 50; i++) {
        Files.createDirectories(folder.resolve("in"));
        Files.createFile(folder.resolve("in").resolve("process" + i + ".out"));
      }
    }

    Stream.generate(() -> folders)
        .limit(8)
        .parallel()
        .forEach(all -> all.forEach(Leftovers::removeFolder));

    folders.forEach(folder -> assertFalse(Files.exists(folder), folder.toString()));
  }
}
