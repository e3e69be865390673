package dev.jnet.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A link around a link. */
class ForwardingLinkTest {
  private static List<String> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .map(Method::getName)
        .sorted()
        .toList();
  }

  /** What is not passed on gets the answer of a link that knows nothing, without a word. */
  @Test
  void passesOnEachMethodOfLinks() {
    assertEquals(methods(Link.class), methods(ForwardingLink.class));
  }
}
