// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution, IERC7579ModuleConfig} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IAccountExecute} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Target} from "../support/Target.sol";
import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev Which functions of the account a session may use: `execute`, single or batch, default mode, and `runTogether` if it
/// exists; nothing else.
contract ModesTest is SessionTest {
    bytes4 private constant EXECUTE = IERC7579Execute.execute.selector;

    function setUp() public override {
        super.setUp();
        enable(unpaid(makeGrant()));
    }

    function test_reverts_whenTheModeIsDelegatecall() public {
        bytes32 mode = bytes32(bytes1(0xff));
        bytes memory execution = abi.encodePacked(address(target), abi.encodeCall(Target.play, (1)));
        _refuses(_execute(mode, execution), _modeRefused(mode));
    }

    function test_reverts_whenTheModeIsStaticcall() public {
        bytes32 mode = bytes32(bytes1(0xfe));
        _refuses(_execute(mode, _play()), _modeRefused(mode));
    }

    function test_reverts_whenTheModeIsTry() public {
        bytes32 mode = bytes32(bytes2(0x0001));
        _refuses(_execute(mode, _play()), _modeRefused(mode));
        mode = bytes32(bytes2(0x0101));
        _refuses(_execute(mode, abi.encode(new Execution[](1))), _modeRefused(mode));
    }

    function testFuzz_reverts_whenTheModeIsAnyOther(bytes32 mode) public {
        vm.assume(mode != bytes32(0) && mode != bytes32(bytes1(0x01)));
        _refuses(_execute(mode, _play()), _modeRefused(mode));
    }

    function testFuzz_reverts_whenOneBitOfTheModeIsSet(uint8 bit) public {
        bytes32 mode = bytes32(uint256(1) << bit);
        vm.assume(mode != bytes32(bytes1(0x01)));
        _refuses(_execute(mode, _play()), _modeRefused(mode));
    }

    function test_reverts_whenExecuteUserOpIsAskedFor() public {
        bytes4 selector = IAccountExecute.executeUserOp.selector;
        _refuses(bytes.concat(selector, callPlay(1)), _selectorRefused(selector));
    }

    function test_reverts_whenAModuleIsInstalledOrUninstalled() public {
        bytes memory install = abi.encodeCall(IERC7579ModuleConfig.installModule, (1, address(target), ""));
        _refuses(install, _selectorRefused(IERC7579ModuleConfig.installModule.selector));
        bytes memory uninstall = abi.encodeCall(IERC7579ModuleConfig.uninstallModule, (1, address(validator), ""));
        _refuses(uninstall, _selectorRefused(IERC7579ModuleConfig.uninstallModule.selector));
    }

    function test_reverts_whenTheOwnerIsChanged() public {
        bytes memory change = abi.encodeCall(PlayerAccount(payable(0)).changeOwner, (signerBytes(SESSION_KEY), ""));
        _refuses(change, _selectorRefused(bytes4(change)));
    }

    function testFuzz_reverts_whenTheSelectorIsAnyOther(bytes4 selector, bytes calldata rest) public {
        vm.assume(selector != EXECUTE && selector != bytes4(keccak256("runTogether()")));
        _refuses(bytes.concat(selector, rest), _selectorRefused(selector));
    }

    function testFuzz_reverts_whenCallDataIsShorterThanASelector(uint8 length) public {
        bytes memory data = new bytes(length % 4);
        for (uint256 i = 0; i < data.length; ++i) {
            data[i] = EXECUTE[i];
        }
        _refuses(data, _selectorRefused(bytes4(0)));
    }

    function _refuses(bytes memory callData, bytes memory reason) private {
        Grant memory grant = unpaid(makeGrant());
        expectRefused(use(grant, callData, hint(0)), reason);
    }

    function _play() private view returns (bytes memory) {
        return abi.encodePacked(address(target), uint256(0), abi.encodeCall(Target.play, (1)));
    }

    function _execute(bytes32 mode, bytes memory execution) private pure returns (bytes memory) {
        return abi.encodeWithSelector(EXECUTE, mode, execution);
    }

    function _modeRefused(bytes32 mode) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.ExecutionModeNotAllowed.selector, mode);
    }

    function _selectorRefused(bytes4 selector) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.CallDataNotExecute.selector, selector, EXECUTE);
    }
}

/// @dev The one function, written out, to compare the contract's constant with the compiler.
interface IERC7579Execute {
    function execute(bytes32 mode, bytes calldata executionCalldata) external payable;
}
