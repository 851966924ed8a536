// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Voucher} from "../../src/paymaster/Voucher.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev An owner may uninstall the module and spend the voucher on anything: it bounds money, not purpose.
contract HostileOwnerTest is StackTest {
    uint96 private constant MAX_WEI = 0.03 ether;

    function setUp() public override {
        super.setUp();
        enable(makeGrant());
        ownerCalls(address(account), abi.encodeCall(account.uninstallModule, (1, address(validator), "")));
    }

    function test_hostileOwner_mayPlayAnythingWithTheVoucher() public {
        PackedUserOperation memory op = _operation(500_000);
        // Enough for post-op: when it reverts, the EntryPoint undoes the call too.
        op.paymasterAndData = sponsored(makeVoucher());
        op.callData = single(address(target), 0, abi.encodeCall(target.forbidden, ()));
        op.signature = signAsOwner(entryPointHash(op));
        handle(op);
        assertEq(target.played(), type(uint256).max, "purpose is not bounded");
    }

    /// forge-config: default.fuzz.runs = 24
    function testFuzz_hostileOwner_neverTakesMoreThanTheVoucher(uint256 seed) public {
        uint256 before = entryPoint.balanceOf(address(paymaster));
        uint256 refused;
        for (uint256 i = 0; i < 40; ++i) {
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
        bytes memory data = _operation(0).paymasterAndData;
        PackedUserOperation memory op = _operation(0);
        op.sender = factory.createAccount(abi.encodePacked(vm.addr(THIEF_KEY)), "thief");
        op.nonce = uint256(lane()) << 64;
        op.paymasterAndData = data;
        op.signature = signSecp(THIEF_KEY, entryPointHash(op));
        // Its lane is the session module's, which is installed there: an owner's signature is malformed to it.
        vm.expectRevert();
        this.handleExternally(op);
        op.nonce = 0;
        op.signature = signSecp(THIEF_KEY, entryPointHash(op));
        expectFailed(op, "AA34 signature error");
    }

    /// @dev In the session's lane, where the owner signs now that the module is gone.
    function _operation(uint256 word) private view returns (PackedUserOperation memory op) {
        op = operation(callPlay(1));
        uint256 fee = 1 gwei + word % 9 gwei;
        op.gasFees = bytes32((fee << 128) | fee);
        op.accountGasLimits = bytes32((uint256(300_000) << 128) | (word % 900_000));
        Voucher memory voucher = makeVoucher();
        voucher.maxWei = MAX_WEI;
        op.paymasterAndData = sponsored(voucher, SPONSOR_KEY, uint128((word >> 32) % 50_000));
        op.signature = signAsOwner(entryPointHash(op));
    }
}
