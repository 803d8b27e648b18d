package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.jurigged.junit.Live;

/** Run it with -Djurigged.live, change the tax in Prices, and save. */
@Live
class PricesTest {
    @Test
    void taxIsAdded() {
        assertEquals(119, Prices.withTax(100));
    }
}
