package dev.jnet.command.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import dev.jnet.testnet.Outcome;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was not to be tried with {@code --max} is not concluded about. */
class MtuMaxTest {
  @ParameterizedTest
  @ValueSource(strings = {"-4", "-6"})
  void smallerThanThePathIsTheLeastThatItCarries(String version) {
    List<String> asked = List.of("mtu", "--lab", "home", version, "www.lab.test", "--max", "1000");
    Outcome text = InProcess.jnet(asked.toArray(new String[0]));
    assertTrue(text.out().contains("path MTU at least 1000 bytes"), text::toString);
    assertTrue(!text.out().contains("path MTU 1000") && !text.out().contains("set by hand"));
    String[] json = {"mtu", "--json", "--lab", "home", version, "www.lab.test", "--max", "1000"};
    MtuAnswer.all(InProcess.jnet(json)).get(0).assertAtLeast(1000);
    String[] number = {"mtu", "-q", "--lab", "home", version, "www.lab.test", "--max", "1000"};
    Outcome quiet = InProcess.jnet(number);
    assertEquals("1000\n", quiet.out(), "a packet of that size arrives");
    assertEquals(0, quiet.exit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-4", "-6"})
  void largerThanThePathChangesNothing(String version) {
    String[] asked = {"mtu", "--json", "--lab", "home", version, "www.lab.test", "--max", "1493"};
    MtuAnswer.all(InProcess.jnet(asked)).get(0).assertSure(1492);
  }
}
