// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {PlayerAccountFactory} from "../../src/account/PlayerAccountFactory.sol";
import {GasTest} from "./GasTest.sol";

/// @dev What validation takes in account and module, on chains with P256VERIFY and on chains that leave it to Solidity. The
/// snapshots are of transactions of their own; what `verificationGasLimit` has to cover, and a mempool limits, is that
/// without the transaction's 21,000 and its calldata, for which `preVerificationGas` pays.
/// forge-config: default.isolate = true
contract ValidationGasTest is GasTest {
    /// @dev ERC-7562: MAX_VERIFICATION_GAS of a mempool.
    uint256 private constant MEMPOOL_LIMIT = 500_000;

    function group() internal pure override returns (string memory) {
        return "validation";
    }

    function test_steady() public {
        _enable();
        assertLe(_validate("action", steady(address(counter), tick())), MEMPOOL_LIMIT);
    }

    function test_steady_withoutThePrecompile() public {
        _enable();
        _forgetPrecompile();
        assertLe(_validate("action, P-256 in Solidity", steady(address(counter), tick())), MEMPOOL_LIMIT);
    }

    /// @dev The account is there; the session begins with ten permissions.
    function test_first() public {
        assertLe(_validate("grant and first action", _first()), MEMPOOL_LIMIT);
    }

    /// @dev Nearly half of it is P-256.
    function test_first_withoutThePrecompile() public {
        PackedUserOperation memory op = _first();
        _forgetPrecompile();
        assertLe(_validate("grant and first action, P-256 in Solidity", op), MEMPOOL_LIMIT);
    }

    /// @dev The account is not there: the EntryPoint has it made within the same limit.
    function test_firstOfAll() public {
        bytes memory birth = abi.encodeCall(PlayerAccountFactory.createAccount, (ownerBytes(), "new"));
        (bool success,) = address(factory).call(birth);
        uint256 used = note("birth of the account") - _intrinsic(birth);
        assertTrue(success, "born");
        assertLe(used + _validate("grant and first action", _first()), MEMPOOL_LIMIT);
    }

    function _enable() private {
        prepare(_first());
        prepare(steady(address(counter), tick()));
    }

    function _first() private view returns (PackedUserOperation memory) {
        return signFirst(operation(single(address(counter), 0, tick())), gameGrant());
    }

    function _forgetPrecompile() private {
        vm.mockCall(address(0x100), bytes(""), bytes(""));
    }

    /// @dev As the EntryPoint asks the account.
    /// @return used Gas of the call, without what its transaction costs.
    function _validate(string memory name, PackedUserOperation memory op) private returns (uint256 used) {
        bytes memory data = abi.encodeWithSelector(account.validateUserOp.selector, op, entryPointHash(op), 0);
        vm.prank(address(entryPoint));
        (bool success, bytes memory answer) = address(account).call(data);
        used = note(name) - _intrinsic(data);
        assertTrue(success && uint160(uint256(bytes32(answer))) == 0, "valid");
    }

    /// @dev What a transaction costs before its first instruction (EIP-2028).
    function _intrinsic(bytes memory data) private pure returns (uint256 gas) {
        gas = 21_000;
        for (uint256 i = 0; i < data.length; ++i) {
            gas += data[i] == 0 ? 4 : 16;
        }
    }
}
