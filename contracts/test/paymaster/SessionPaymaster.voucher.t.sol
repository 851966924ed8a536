// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IPaymaster, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev What a session voucher is bound to.
contract VoucherTest is StackTest {
    function setUp() public override {
        super.setUp();
        enable(makeGrant());
    }

    function test_voucher_paysTheOperationsOfItsSession() public {
        uint256 before = entryPoint.balanceOf(address(paymaster));
        (bool success, uint256 cost) = handleAndRead(_with(sponsored(makeVoucher())));
        assertTrue(success, "played");
        assertEq(entryPoint.balanceOf(address(paymaster)), before - cost, "the sponsor paid");
        handle(_with(sponsored(makeVoucher())));
        assertEq(target.played(), 2, "the same voucher pays the next");
    }

    /// @dev Every field of the voucher is signed; what travels in the clear cannot be widened.
    function testFuzz_reverts_whenAFieldIsChangedAfterSigning(uint8 field) public {
        Voucher memory voucher = makeVoucher();
        bytes memory signature = signSecp(SPONSOR_KEY, paymaster.hashVoucher(voucher));
        field = field % 6;
        if (field == 0) voucher.session = keccak256("another");
        if (field == 1) voucher.validAfter -= 1;
        if (field == 2) voucher.validUntil += 1;
        if (field == 3) voucher.maxWei += 1;
        if (field == 4) voucher.maxFeePerGas += 1;
        if (field == 5) voucher.maxPriorityFeePerGas += 1;
        expectFailed(_with(_data(voucher, signature)), "AA34 signature error");
    }

    function test_reverts_whenTheVoucherIsAnotherAccounts() public {
        bytes memory data = sponsored(makeVoucher());
        account = PlayerAccount(payable(factory.createAccount(ownerBytes(), "other")));
        enable(makeGrant());
        expectFailed(_with(data), "AA34 signature error");
    }

    function test_reverts_whenTheVoucherIsAnotherLanes() public {
        Voucher memory voucher = makeVoucher();
        voucher.nonceKey = laneOf(8);
        expectFailed(_with(sponsored(voucher)), "AA34 signature error");
    }

    function test_reverts_whenTheVoucherIsForAnotherChain() public {
        bytes memory data = sponsored(makeVoucher());
        vm.chainId(block.chainid + 1);
        expectFailed(_with(data), "AA34 signature error");
    }

    function test_reverts_whenTheVoucherIsForAnotherPaymaster() public {
        SessionPaymaster other = _deployPaymaster();
        bytes memory signature = signSecp(SPONSOR_KEY, other.hashVoucher(makeVoucher()));
        expectFailed(_with(_data(makeVoucher(), signature)), "AA34 signature error");
    }

    function testFuzz_reverts_whenSomebodyElseSigned(uint256 key) public {
        key = bound(key, 1, type(uint128).max);
        expectFailed(_with(sponsored(makeVoucher(), key, 50_000)), "AA34 signature error");
    }

    /// @dev ecrecover answers zero for garbage; zero is not the signer.
    function test_reverts_whenTheSignatureIsAStub() public {
        expectFailed(_with(_data(makeVoucher(), new bytes(65))), "AA34 signature error");
    }

    /// @dev Gas is estimated with a stub: it reserves as a right signature does.
    function test_stub_takesTheSamePath() public {
        PackedUserOperation memory op = _with(_data(makeVoucher(), new bytes(65)));
        vm.prank(address(entryPoint));
        (bytes memory context, uint256 data) = paymaster.validatePaymasterUserOp(op, bytes32(0), 1_000);
        assertEq(uint160(data), 1, "SIG_VALIDATION_FAILED");
        assertGt(context.length, 0, "context");
        assertEq(availableWei(), 1 ether - 1_000, "reserved");
    }

    function testFuzz_voucher_isValidInItsWindowOnly(uint48 at) public {
        Voucher memory voucher = makeVoucher();
        voucher.validAfter = uint48(vm.getBlockTimestamp());
        voucher.validUntil = voucher.validAfter + 100;
        bytes memory data = sponsored(voucher);
        at = uint48(bound(at, voucher.validAfter - 10, voucher.validUntil + 10));
        vm.warp(at);
        if (at > voucher.validAfter && at <= voucher.validUntil) handle(_with(data));
        else expectFailed(_with(data), "AA32 paymaster expired or not due");
    }

    function test_voucher_bothEndsOfItsWindow() public {
        Voucher memory voucher = makeVoucher();
        voucher.validAfter = uint48(vm.getBlockTimestamp());
        voucher.validUntil = voucher.validAfter + 1;
        expectFailed(_with(sponsored(voucher)), "AA32 paymaster expired or not due");
        vm.warp(voucher.validUntil + 1);
        expectFailed(_with(sponsored(voucher)), "AA32 paymaster expired or not due");
        vm.warp(voucher.validUntil);
        handle(_with(sponsored(voucher)));
    }

    /// @dev Zero, backwards, and ends whose highest bit the packing masks away, which would leave 0: for ever.
    function testFuzz_reverts_whenTheWindowIsNoWindow(uint48 from, uint48 to) public {
        vm.assume(from >= to || to > type(uint40).max);
        Voucher memory voucher = makeVoucher();
        voucher.validAfter = from;
        voucher.validUntil = to;
        expectUnpaid(
            _with(sponsored(voucher)), abi.encodeWithSelector(SessionPaymaster.VoucherWindowInvalid.selector, from, to)
        );
    }

    function test_reverts_whenTheEndWouldBeMaskedToForever() public {
        Voucher memory voucher = makeVoucher();
        voucher.validUntil = 1 << 47;
        expectUnpaid(
            _with(sponsored(voucher)),
            abi.encodeWithSelector(
                SessionPaymaster.VoucherWindowInvalid.selector, voucher.validAfter, voucher.validUntil
            )
        );
    }

    function testFuzz_reverts_whenTheDataIsMalformed(bytes calldata data) public {
        vm.assume(data.length != 146 && data.length != 78 && data.length != 33);
        _expectMalformed(data, data.length);
    }

    function testFuzz_reverts_whenTheKindDoesNotFitTheLength(bytes1 kind) public {
        if (kind != 0x00) _expectMalformed(bytes.concat(kind, new bytes(145)), 146);
        if (kind != 0x01) _expectMalformed(bytes.concat(kind, new bytes(77)), 78);
        if (kind != 0x02) _expectMalformed(bytes.concat(kind, new bytes(32)), 33);
    }

    /// @dev Each kind has one length: a byte less or more is not that kind with something to overlook.
    function test_reverts_whenAKindIsAByteTooShortOrTooLong() public {
        uint256[3] memory lengths = [uint256(146), 78, 33];
        for (uint8 kind = 0; kind < 3; ++kind) {
            bytes memory short = bytes.concat(bytes1(kind), new bytes(lengths[kind] - 2));
            _expectMalformed(short, lengths[kind] - 1);
            _expectMalformed(bytes.concat(short, hex"0000"), lengths[kind] + 1);
        }
    }

    /// @dev The latest end that there is, 34,000 years on.
    function test_window_mayEndWith40Bits() public {
        Voucher memory voucher = makeVoucher();
        voucher.validUntil = type(uint40).max;
        handle(_with(sponsored(voucher)));
    }

    function test_reverts_whenTheWindowIsOfNoLength() public {
        Voucher memory voucher = makeVoucher();
        voucher.validAfter = voucher.validUntil;
        expectUnpaid(
            _with(sponsored(voucher)),
            abi.encodeWithSelector(
                SessionPaymaster.VoucherWindowInvalid.selector, voucher.validUntil, voucher.validUntil
            )
        );
    }

    function test_reverts_whenBytesTrailTheVoucher() public {
        expectUnpaid(
            _with(bytes.concat(sponsored(makeVoucher()), hex"00")),
            abi.encodeWithSelector(SessionPaymaster.PaymasterDataMalformed.selector, 147)
        );
    }

    function testFuzz_reverts_whenSomebodyButTheEntryPointAsks(address caller) public {
        vm.assume(caller != address(entryPoint));
        PackedUserOperation memory op = _with(sponsored(makeVoucher()));
        vm.startPrank(caller);
        vm.expectRevert();
        paymaster.validatePaymasterUserOp(op, bytes32(0), 0);
        vm.expectRevert();
        paymaster.postOp(IPaymaster.PostOpMode.opSucceeded, "", 0, 0);
    }

    function _expectMalformed(bytes memory data, uint256 length) private {
        expectUnpaid(
            _with(abi.encodePacked(address(paymaster), uint128(100_000), uint128(50_000), data)),
            abi.encodeWithSelector(SessionPaymaster.PaymasterDataMalformed.selector, length)
        );
    }

    function _data(Voucher memory voucher, bytes memory signature) private view returns (bytes memory) {
        return abi.encodePacked(
            address(paymaster), uint128(100_000), uint128(50_000), hex"00", encodeVoucher(voucher), signature
        );
    }

    function _with(bytes memory paymasterAndData) private view returns (PackedUserOperation memory op) {
        op = operation(callPlay(1));
        op.paymasterAndData = paymasterAndData;
        return signUse(op);
    }
}
