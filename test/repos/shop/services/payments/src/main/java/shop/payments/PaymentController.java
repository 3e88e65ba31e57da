package shop.payments;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/payments")
public class PaymentController {
    private final JdbcTemplate jdbc;

    PaymentController(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @PostMapping
    public void pay(@RequestBody Payment payment) {
        jdbc.update("INSERT INTO payments (order_id, amount) VALUES (?, ?)", payment.orderId(), payment.amount());
    }
}

record Payment(long orderId, long amount) {}
