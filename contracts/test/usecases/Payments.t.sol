// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Swap} from "../../src/examples/Swap.sol";
import {Condition, Grant, Limit, Permission} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Money, UseCaseTest} from "./UseCaseTest.sol";

/// @dev Payments within what was signed: to whom, how much, how often.
contract PaymentUseCasesTest is UseCaseTest {
    Money private money;
    address private shop = makeAddr("shop");
    address private landlord = makeAddr("landlord");

    function setUp() public override {
        super.setUp();
        money = new Money(address(account));
    }

    function test_recurringPayment_isOncePerWeekAndToOneRecipient() public {
        Permission memory permission = _transferTo(shop, 100);
        permission.period = "week";
        permission.limits = limit("calls", 1);
        Grant memory grant = monthOf(permission);
        for (uint256 week = 1; week <= 3; ++week) {
            plays(grant, address(money), _pay(shop, 100));
            assertEq(money.balanceOf(shop), week * 100, "paid for this week");
            refuses(grant, address(money), _pay(shop, 1), _exceeded(2, 1));
            vm.warp(vm.getBlockTimestamp() + 7 days);
        }
        refuses(grant, address(money), _pay(landlord, 1), _refused(0, uint160(landlord)));
        refuses(grant, address(money), _pay(shop, 101), _refused(1, 101));
    }

    function test_twoRecipients_haveABoundEach() public {
        Permission[] memory permissions = new Permission[](2);
        permissions[0] = _transferTo(shop, 10);
        permissions[1] = _transferTo(landlord, 500);
        Grant memory grant = monthOf(permissions);
        plays(grant, address(money), 0, _pay(shop, 10), 0);
        plays(grant, address(money), 0, _pay(landlord, 500), 1);
        refuses(grant, address(money), 0, _pay(shop, 11), 0, _refused(1, 11));
        refuses(grant, address(money), 0, _pay(shop, 11), 1, _refused(0, uint160(shop)));
    }

    function test_employeesAllowance_isAnAmountPerDay() public {
        Permission memory permission = permit("transfer(address,uint256)");
        permission.target = address(money);
        permission.period = "day";
        permission.limits = limit("2", 50);
        Grant memory grant = monthOf(permission);
        plays(grant, address(money), _pay(shop, 30));
        plays(grant, address(money), _pay(landlord, 20));
        refuses(grant, address(money), _pay(shop, 1), _exceeded(51, 50));
        vm.warp(vm.getBlockTimestamp() + 1 days);
        plays(grant, address(money), _pay(shop, 50));
    }

    function test_coinToANamedRecipient_hasACapPerCallAndInAll() public {
        vm.deal(address(account), 10 ether);
        Permission memory permission = permit("native transfer");
        permission.target = shop;
        permission.maxValue = 1 ether;
        permission.period = "session";
        permission.limits = limit("value", 1.5 ether);
        Grant memory grant = monthOf(permission);
        plays(grant, shop, 1 ether, "", 0);
        assertEq(shop.balance, 1 ether);
        refuses(grant, shop, 0.6 ether, "", 0, _exceeded(1.6 ether, 1.5 ether));
        bytes memory tooMuch =
            abi.encodeWithSelector(ISessionValidator.CallValueAboveLimit.selector, 0, 1 ether + 1, 1 ether);
        refuses(grant, shop, 1 ether + 1, "", 0, tooMuch);
        bytes memory notThere =
            abi.encodeWithSelector(ISessionValidator.CallNotPermitted.selector, 0, landlord, bytes4(0));
        refuses(grant, landlord, 1, "", 0, notThere);
        plays(grant, shop, 0.5 ether, "", 0);
    }

    function test_boundedSwap_namesTokensRecipientAmountAndFloor() public {
        Money other = new Money(address(this));
        Swap swap = new Swap();
        other.transfer(address(swap), 1_000);
        vm.prank(address(account));
        money.approve(address(swap), 1_000);
        Permission memory permission =
            permit("exactInputSingle((address,address,uint24,address,uint256,uint256,uint160))");
        permission.target = address(swap);
        permission.spendArgument = "1.5";
        permission.conditions = new Condition[](5);
        permission.conditions[0] = condition("1.1", "one of", uint160(address(money)));
        permission.conditions[1] = condition("1.2", "one of", uint160(address(other)));
        permission.conditions[2] = condition("1.4", "one of", uint160(address(account)));
        permission.conditions[3] = condition("1.5", "between", 0, 100);
        permission.conditions[4] = condition("1.6", "between", 90, type(uint256).max);
        Grant memory grant = monthOf(permission);
        grant.maxSpend = 150;
        plays(grant, address(swap), _swap(money, other, address(account), 100, 95));
        assertEq(other.balanceOf(address(account)), 100);
        refuses(grant, address(swap), _swap(money, other, shop, 10, 90), _refused(2, uint160(shop)));
        refuses(
            grant, address(swap), _swap(other, money, address(account), 10, 90), _refused(0, uint160(address(other)))
        );
        refuses(grant, address(swap), _swap(money, other, address(account), 101, 95), _refused(3, 101));
        refuses(grant, address(swap), _swap(money, other, address(account), 10, 89), _refused(4, 89));
        bytes memory spent = abi.encodeWithSelector(ISessionValidator.SpendExceeded.selector, 51, 50);
        refuses(grant, address(swap), _swap(money, other, address(account), 51, 90), spent);
    }

    function _transferTo(address to, uint256 most) private view returns (Permission memory permission) {
        permission = permit("transfer(address,uint256)");
        permission.target = address(money);
        permission.conditions = new Condition[](2);
        permission.conditions[0] = condition("1", "one of", uint160(to));
        permission.conditions[1] = condition("2", "between", 0, most);
    }

    function _pay(address to, uint256 amount) private pure returns (bytes memory) {
        return abi.encodeWithSignature("transfer(address,uint256)", to, amount);
    }

    function _swap(Money from, Money to, address recipient, uint256 amount, uint256 floor)
        private
        pure
        returns (bytes memory)
    {
        return abi.encodeCall(
            Swap.exactInputSingle,
            (Swap.ExactInputSingleParams(address(from), address(to), 500, recipient, amount, floor, 0))
        );
    }

    function _refused(uint256 index, uint256 seen) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.CallArgumentRefused.selector, 0, index, seen);
    }

    function _exceeded(uint256 seen, uint256 allowed) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.LimitExceeded.selector, seen, allowed);
    }
}
