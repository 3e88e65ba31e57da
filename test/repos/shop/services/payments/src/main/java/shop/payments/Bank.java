package shop.payments;

import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;

@Component
public class Bank {
    private final RestTemplate http = new RestTemplate();

    void charge(Payment payment) {
        http.postForLocation("https://bank.example.org/charges", payment);
    }
}
