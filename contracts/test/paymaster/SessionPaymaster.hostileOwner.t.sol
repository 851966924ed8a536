// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {HostileAccount} from "../support/HostileAccount.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev The account behind a voucher may be anything, without a session module or with a lying one: the voucher bounds
/// money, not purpose.
contract HostileOwnerTest is StackTest {
    uint96 private constant MAX_WEI = 0.03 ether;

    function setUp() public override {
        super.setUp();
        account = PlayerAccount(payable(address(new HostileAccount())));
    }

    function test_hostileOwner_mayPlayAnythingWithTheVoucher() public {
        PackedUserOperation memory op = _operation(500_000 + (uint256(30_000) << 32));
        op.callData = abi.encodeCall(HostileAccount.call, (address(target), abi.encodeCall(target.forbidden, ())));
        handle(op);
        assertEq(target.played(), type(uint256).max, "purpose is not bounded");
    }

    /// forge-config: default.fuzz.runs = 24
    function testFuzz_hostileOwner_neverTakesMoreThanTheVoucher(uint256 seed) public {
        uint256 before = entryPoint.balanceOf(address(paymaster));
        uint256 refused;
        for (uint256 i = 0; i < 60; ++i) {
            try this.handleExternally(_operation(uint256(keccak256(abi.encode(seed, i))))) {}
            catch {
                ++refused;
            }
        }
        uint256 taken = before - entryPoint.balanceOf(address(paymaster));
        assertLe(taken, MAX_WEI, "the formula of the header");
        assertGt(taken, MAX_WEI / 4, "he tried");
        assertGt(refused, 0, "until he was refused");
    }

    /// @dev Each of his accounts needs a voucher of its own.
    function test_hostileOwner_cannotUseItFromAnotherAccount() public {
        PackedUserOperation memory op = _operation(uint256(30_000) << 32);
        op.sender = address(new HostileAccount());
        expectFailed(op, "AA34 signature error");
    }

    function _operation(uint256 word) private view returns (PackedUserOperation memory op) {
        op = operation(abi.encodeCall(HostileAccount.call, (address(target), abi.encodeCall(target.play, (1)))));
        uint256 fee = 1 gwei + word % 9 gwei;
        op.gasFees = bytes32((fee << 128) | fee);
        op.accountGasLimits = bytes32((uint256(300_000) << 128) | (word % 900_000));
        Voucher memory voucher = makeVoucher();
        voucher.maxWei = MAX_WEI;
        // Below the least post-op gas now and then: refused.
        op.paymasterAndData = sponsored(voucher, SPONSOR_KEY, uint128(8_000 + (word >> 32) % 40_000));
    }
}
