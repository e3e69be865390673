package dev.jnet.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.console.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetFilesTest {
  @TempDir private Path folder;

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("file"), text).toString();
  }

  private static String refusal(org.junit.jupiter.api.function.Executable reading) {
    return assertThrows(CommandException.class, reading).getMessage();
  }

  @Test
  void readsEachTargetOnceWithoutCommentsAndBlanks() throws IOException {
    String file = file("\ufeffa.example # the first\n\n  192.0.2.1:80  \n# none\na.example\n");
    assertEquals(List.of("a.example", "192.0.2.1:80"), TargetFiles.targets(file));
  }

  @Test
  void lastLineNeedsNoEnd() throws IOException {
    assertEquals(List.of("a", "b"), TargetFiles.targets(file("a\r\nb")));
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    String empty = file("# nothing\n");
    assertTrue(refusal(() -> TargetFiles.targets(empty)).endsWith("there is no target in it"));
    String none = folder.resolve("none").toString();
    assertTrue(refusal(() -> TargetFiles.targets(none)).endsWith("cannot be read"));
    assertTrue(
        refusal(() -> TargetFiles.targets(folder.toString()))
            .endsWith("cannot be read: it is a folder"));
  }

  @Test
  void textHasToBeUtf8() throws IOException {
    Path latin = folder.resolve("latin");
    Files.write(latin, "h\u00f6st\n".getBytes(StandardCharsets.ISO_8859_1));
    String words = refusal(() -> TargetFiles.targets(latin.toString()));
    assertTrue(words.contains("not text in UTF-8, from about line 1 on"), words);
  }

  @Test
  void earlierAnswersAreKnownByHostAndPort() throws IOException {
    String file =
        file(
            """
            {"schema":1,"command":"mss","target":{"name":"a"},"port":443}
            {"schema":1,"command":"mss","target":{"name":"b"},"status":"silent"}
            {"schema":1,"command":"mss","target":{"name":"c"},"status":"error"}
            """);
    assertEquals(Set.of("a 443", "b"), TargetFiles.answered(file, "mss"));
  }

  @Test
  void answerThatWasNotWrittenToItsEndIsNone() throws IOException {
    String file =
        file(
            "{\"schema\":1,\"command\":\"mtu\",\"target\":{\"name\":\"a\"}}\n{\"schema\":1,\"comm");
    assertEquals(Set.of("a"), TargetFiles.answered(file, "mtu"));
  }

  @Test
  void answersOfAnotherCommandAreAMistake() throws IOException {
    String file = file("{\"schema\":1,\"command\":\"ping\",\"target\":{\"name\":\"a\"}}\n");
    String words = refusal(() -> TargetFiles.answered(file, "mtu"));
    assertTrue(words.endsWith("line 1 is not an answer of jnet mtu"), words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "{\"a\":1", "[]"})
  void otherTextIsNoAnswer(String line) throws IOException {
    String file = file(line + "\n");
    String words = refusal(() -> TargetFiles.answered(file, "mtu"));
    assertTrue(words.contains("line 1 is not"), words);
  }

  @Test
  void deepNestingIsRefusedBeforeItTakesTheStack() throws IOException {
    String file = file("{\"a\":" + "[".repeat(100_000) + "\n");
    String words = refusal(() -> TargetFiles.answered(file, "mtu"));
    assertTrue(words.endsWith("line 1 is not one of jnet's answers"), words);
  }
}
