package io.godwit.replayer.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefreshPathsTest {

    @Test
    void namesAllInOneRequest() {
        assertThat(RefreshPaths.of(List.of("a", "größe")))
                .containsExactly("/a,gr%C3%B6%C3%9Fe/_refresh?ignore_unavailable=true");
    }

    @Test
    void asksForNothingWhenThereIsNothing() {
        assertThat(RefreshPaths.of(List.of())).isEmpty();
    }

    @Test
    void namesEachOnceInPathsThatServersTake() {
        List<String> names = IntStream.range(0, 500)
                .mapToObj(i -> "index-" + i + "-" + "x".repeat(i % 240))
                .toList();

        List<String> paths = RefreshPaths.of(names);

        assertThat(paths).allSatisfy(path -> assertThat(path).hasSizeLessThan(4_000));
        List<String> asked = new ArrayList<>();
        paths.forEach(path -> asked.addAll(
                List.of(path.substring(1, path.indexOf("/_refresh")).split(","))));
        assertThat(asked).isEqualTo(names);
    }
}
