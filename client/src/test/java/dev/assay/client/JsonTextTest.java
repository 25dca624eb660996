package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonTextTest {

    @Test
    void whatIsWrittenIsReadAsTheSame() {
        String text = "quote \" back \\ line \n tab \t bell \u0007 separator \u2028 smile \uD83D\uDE00";
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text", text);
        value.put("list", Arrays.asList(1, 2.5, true, null, List.of(), Map.of()));

        var read = JsonMapper.shared().readTree(JsonText.of(value));

        assertThat(read.get("text").stringValue()).isEqualTo(text);
        assertThat(read.get("list").toString()).isEqualTo("[1,2.5,true,null,[],{}]");
    }

    @Test
    void aSurrogateAloneIsEscaped() {
        assertThat(JsonText.of("a\uD83Db")).isEqualTo("\"a\\ud83db\"");
        assertThat(JsonText.of("\uDE00")).isEqualTo("\"\\ude00\"");
    }

    @Test
    void whatJsonHasNotIsAnError() {
        assertThatThrownBy(() -> JsonText.of(Double.NaN))
                .hasMessageContaining("NaN")
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> JsonText.of(new Object())).hasMessageContaining("java.lang.Object");
    }
}
