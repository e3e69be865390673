package dev.jnet.host.privilege;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.testnet.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine code of each signal handler is what the assembler makes of its source. */
class SignalHandlersTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/jnet/host/privilege");

  @TempDir private Path folder;

  @Test
  void x86CodeIsWhatTheAssemblerMakes() throws Exception {
    assertAssembled(
        "x86_64-linux-gnu-", "drop-handler-x86-64.s", SignalHandlers.X86_64.dropCode(true));
    assertAssembled("x86_64-linux-gnu-", "quit-signal-x86-64.s", SignalHandlers.X86_64.quitCode());
  }

  @Test
  void armCodeIsWhatTheAssemblerMakes() throws Exception {
    assertAssembled(
        "aarch64-linux-gnu-", "drop-handler-aarch64.s", SignalHandlers.AARCH64.dropCode(true));
    assertAssembled(
        "aarch64-linux-gnu-", "quit-signal-aarch64.s", SignalHandlers.AARCH64.quitCode());
  }

  private void assertAssembled(String tools, String source, byte[] expected) throws Exception {
    String assembler = "/usr/bin/" + tools + "as";
    Needs.program(assembler);
    Path object = folder.resolve("handler.o");
    Path code = folder.resolve("handler");
    run(assembler, "-o", object.toString(), SOURCES.resolve(source).toString());
    run(
        "/usr/bin/" + tools + "objcopy",
        "--output-target=binary",
        "--only-section=.text",
        object.toString(),
        code.toString());
    assertArrayEquals(Files.readAllBytes(code), expected);
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }
}
